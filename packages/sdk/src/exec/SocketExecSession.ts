import {
  decodeExecFrame,
  encodeAck,
  encodeExecFrame,
  encodeHalfClose,
  encodeResize,
  execChannel,
  exitCodeOf,
  parseExecStatus,
  type TerminalSize,
} from '@catalyst/api/exec-frames'
import { isCatalystError } from '../errors/CatalystError.ts'
import { describeError } from '../errors/describeError.ts'
import { isRefusal } from '../event-stream/EventFeed.ts'
import { backoffDelay } from '../internals/backoffDelay.ts'
import { deferred } from '../internals/deferred.ts'
import { Listeners } from '../internals/Listeners.ts'
import type { PageActivity } from '../internals/PageActivity.ts'
import { randomUuid } from '../internals/randomUuid.ts'
import { Wait } from '../internals/Wait.ts'
import type { HttpClient } from '../request/HttpClient.ts'
import type { ExecExit, ExecOptions, ExecResumption, ExecSession, ExecState, ExecTarget } from './ExecSession.ts'
import { execPath, type ExecProgress } from './execPath.ts'
import { InputQueue } from './InputQueue.ts'
import { openSocket, SocketBlockedError, type WebSocketConstructor } from './openSocket.ts'
import { watchForLoss } from './watchForLoss.ts'

export interface SocketExecOptions extends ExecOptions {
  http: HttpClient
  activity: PageActivity
  webSocket?: WebSocketConstructor | undefined
  timings?: Partial<ExecTimings> | undefined
}

/** Durations in milliseconds. */
interface ExecTimings {
  /** For how long the proxy holds a session whose socket dropped. */
  hold: number
  minimumDelay: number
  maximumDelay: number
  /** At most one resize per so long. */
  resizePace: number
  /** For how long a connection must have lived for its loss not to count as another failure in a row. */
  settled: number
  /** For how long an upgrade may take. */
  connectTimeout: number
  /** After how long without a timer the page must have slept, and the connection with it. */
  sleep: number
}

const defaultTimings: ExecTimings = {
  hold: 60_000,
  minimumDelay: 100,
  maximumDelay: 5_000,
  resizePace: 50,
  settled: 5_000,
  connectTimeout: 10_000,
  sleep: 75_000,
}

/** `WebSocket.OPEN`, also where the constructor is the caller's own. */
const openState = 1

/** Upgrades that fail in a row, while the proxy says that all is well with them, before they are taken to be blocked. */
const blockedAfter = 3

/** Any code but 1000 lets the proxy hold the session. */
const leftCode = 4000

/** Output after which an acknowledgement is sent; well below the 512 KiB at which the proxy pauses. */
const acknowledgeEvery = 32 * 1024

const blockedExit: ExecExit = {
  reason: 'Blocked',
  message:
    'The proxy would open the session, but no WebSocket gets through to it: a proxy or firewall on the way, or the content security policy of this page, lets none pass. Run commands one by one, or let WebSockets through.',
}

/** A session over one WebSocket after another. */
export class SocketExecSession implements ExecSession {
  readonly exit: Promise<ExecExit>
  readonly #target: ExecTarget
  readonly #options: SocketExecOptions
  readonly #timings: ExecTimings
  readonly #output = new Listeners<{ bytes: Uint8Array; channel: 'stdout' | 'stderr' }>()
  readonly #states = new Listeners<ExecState>()
  readonly #session: string
  readonly #input = new InputQueue()
  readonly #wait = new Wait()
  readonly #settle: (exit: ExecExit) => void
  readonly #cleanups: (() => void)[] = []
  #state: ExecState = 'connecting'
  #retryAt: Date | undefined
  #socket: WebSocket | undefined
  #abandon: (() => void) | undefined
  #began: boolean
  #received: number
  #rendered: number
  #acknowledged: number
  #unexplained = 0
  #size: TerminalSize | undefined
  #sentSize: TerminalSize | undefined
  #resizing: ReturnType<typeof setTimeout> | undefined

  constructor(target: ExecTarget, options: SocketExecOptions) {
    this.#target = target
    this.#options = options
    this.#timings = { ...defaultTimings, ...options.timings }
    this.#size = options.size
    const { resume } = options
    this.#session = resume?.session ?? randomUuid()
    this.#began = resume !== undefined
    this.#received = this.#rendered = this.#acknowledged = resume?.received ?? 0
    const { promise, resolve } = deferred<ExecExit>()
    this.exit = promise
    this.#settle = resolve
    const { signal, activity } = options
    const close = () => this.close()
    signal?.addEventListener('abort', close)
    this.#cleanups.push(
      () => signal?.removeEventListener('abort', close),
      activity.subscribe((event) => event !== 'suspend' && this.#wait.wake()),
      watchForLoss(() => this.#abandon?.(), { sleep: this.#timings.sleep }),
    )
    if (signal?.aborted) this.close()
    else void this.#run()
  }

  get state(): ExecState {
    return this.#state
  }

  get retryAt(): Date | undefined {
    return this.#retryAt
  }

  get resumption(): ExecResumption | undefined {
    return this.#began ? { session: this.#session, received: this.#rendered } : undefined
  }

  onOutput(listener: (bytes: Uint8Array, channel: 'stdout' | 'stderr') => void): () => void {
    return this.#output.add(({ bytes, channel }) => listener(bytes, channel))
  }

  onState(listener: (state: ExecState) => void): () => void {
    return this.#states.add(listener)
  }

  write(data: string | Uint8Array): void {
    if (this.#state === 'closed') return
    const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data
    this.#input.add(bytes, { whileDown: this.#socket?.readyState !== openState })
    this.#flush()
  }

  end(): void {
    this.#input.end()
    this.#flush()
  }

  resize(size: TerminalSize): void {
    this.#size = size
    this.#resizing ??= setTimeout(() => {
      this.#resizing = undefined
      this.#sendSize()
    }, this.#timings.resizePace)
  }

  acknowledge(bytes: number): void {
    this.#rendered += bytes
    if (this.#rendered - this.#acknowledged >= acknowledgeEvery) this.#sendAck()
  }

  leave(): void {
    this.#finish({ reason: 'Left', message: 'The session was left, and can be taken up again for a minute.' }, leftCode)
  }

  close(): void {
    this.#finish({ reason: 'Closed', message: 'The session was closed.' })
  }

  async #run(): Promise<void> {
    let failures = 0
    let downSince = Date.now()
    while (this.#state !== 'closed') {
      const openFor = await this.#connect()
      if (this.#isClosed()) return
      if (openFor === undefined) {
        const refusal = await this.#askWhy()
        if (refusal !== undefined) this.#finish(refusal)
        else if (!this.#began && this.#isBlocked(Date.now() - downSince)) this.#finish(blockedExit)
        if (this.#isClosed()) return
      } else {
        downSince = Date.now()
        // A connection that breaks right after it opened is a failure in a row, or the loop would run hot.
        if (openFor >= this.#timings.settled) failures = 0
      }
      const delay = backoffDelay(failures, { minimum: this.#timings.minimumDelay, maximum: this.#timings.maximumDelay })
      failures += 1
      if (Date.now() + delay - downSince > this.#timings.hold) {
        const message = `The connection to the container was lost and did not come back within ${this.#timings.hold / 1000} s.`
        this.#finish({ reason: 'ConnectionLost', message })
        return
      }
      this.#retryAt = new Date(Date.now() + delay)
      this.#setState(this.#began ? 'reconnecting' : 'connecting')
      await this.#wait.for(delay)
      this.#wait.reset()
      this.#retryAt = undefined
    }
  }

  #isClosed(): boolean {
    return this.#state === 'closed'
  }

  /** Whether the proxy's readiness and the failing upgrades together leave no other explanation than something on the way. */
  #isBlocked(triedFor: number): boolean {
    return this.#unexplained >= blockedAfter || (this.#unexplained > 0 && triedFor >= this.#timings.connectTimeout)
  }

  /** One socket from upgrade to close. @returns for how many milliseconds it was open, `undefined` when it never was. */
  async #connect(): Promise<number | undefined> {
    const { http, webSocket } = this.#options
    let socket: WebSocket
    try {
      socket = await openSocket(http, execPath(this.#target, this.#options, this.#progress), webSocket)
    } catch (error) {
      const isBlocked = error instanceof SocketBlockedError
      this.#finish(isBlocked ? blockedExit : { reason: 'Refused', message: describeError(error) })
      return undefined
    }
    if (this.#isClosed()) {
      socket.close()
      return undefined
    }
    this.#socket = socket
    const closed = deferred<number | undefined>()
    let openedAt: number | undefined
    // A dead connection takes its time to close: what matters is known at once.
    this.#abandon = () => {
      clearTimeout(timer)
      this.#socket = undefined
      closed.resolve(openedAt === undefined ? undefined : Date.now() - openedAt)
      socket.close(leftCode)
    }
    const timer = setTimeout(this.#abandon, this.#timings.connectTimeout)
    socket.addEventListener('open', () => {
      if (this.#socket !== socket) return socket.close(leftCode)
      clearTimeout(timer)
      openedAt = Date.now()
      this.#open()
    })
    socket.addEventListener('message', ({ data }) => this.#receive(socket, data))
    const onClose = (code?: number) => {
      clearTimeout(timer)
      if (this.#socket !== socket) return
      this.#socket = undefined
      // 1000 without a status: the proxy ended the session on purpose and has nothing to add.
      if (openedAt !== undefined && code === 1000)
        this.#finish({ reason: 'Closed', message: 'The proxy ended the session.' })
      closed.resolve(openedAt === undefined ? undefined : Date.now() - openedAt)
    }
    socket.addEventListener('close', ({ code }) => onClose(code))
    // Chromium tells no close of a socket that the page's content security policy does not allow.
    socket.addEventListener('error', () => onClose())
    return closed.promise
  }

  get #progress(): ExecProgress {
    return { session: this.#session, received: this.#received, resuming: this.#began }
  }

  #open(): void {
    this.#began = true
    this.#sentSize = undefined
    this.#setState('open')
    this.#sendSize()
    this.#sendAck()
    this.#flush()
  }

  #receive(socket: WebSocket, data: unknown): void {
    if (this.#socket !== socket || !(data instanceof ArrayBuffer) || data.byteLength === 0) return
    const { channel, payload } = decodeExecFrame(data)
    if (channel === execChannel.stdout || channel === execChannel.stderr) {
      if (payload.length === 0) return
      this.#received += payload.length
      this.#output.tell({ bytes: payload, channel: channel === execChannel.stdout ? 'stdout' : 'stderr' })
    } else if (channel === execChannel.error) {
      const status = parseExecStatus(payload)
      const { reason, message } = status
      this.#finish({ exitCode: exitCodeOf(status), reason, message })
    }
  }

  /** A browser does not learn why an upgrade was refused; a plain GET of the same URL does. `undefined`: trying again may help. */
  async #askWhy(): Promise<ExecExit | undefined> {
    try {
      await this.#options.http.send(execPath(this.#target, this.#options, this.#progress), {
        signal: AbortSignal.timeout(this.#timings.connectTimeout),
        cache: 'no-store',
      })
      return undefined
    } catch (error) {
      // 426 says that nothing is wrong but the missing upgrade: it was the connection, which may come back.
      const isReady = isCatalystError(error) && error.code === 'UPGRADE_REQUIRED'
      this.#unexplained = isReady ? this.#unexplained + 1 : 0
      if (isReady || !isCatalystError(error) || !isRefusal(error.status)) return undefined
      return { reason: 'Refused', message: error.message, problem: error.problem }
    }
  }

  #flush(): void {
    const socket = this.#socket
    if (socket?.readyState !== openState) return
    for (const bytes of this.#input.take()) socket.send(encodeExecFrame(execChannel.stdin, bytes))
    if (this.#input.takeEnd()) socket.send(encodeHalfClose())
  }

  #sendSize(): void {
    const size = this.#size
    if (size === undefined || this.#socket?.readyState !== openState) return
    if (size.columns === this.#sentSize?.columns && size.rows === this.#sentSize.rows) return
    this.#sentSize = size
    this.#socket.send(encodeResize(size))
  }

  #sendAck(): void {
    if (this.#rendered === 0 || this.#socket?.readyState !== openState) return
    this.#acknowledged = this.#rendered
    this.#socket.send(encodeAck(this.#rendered))
  }

  #setState(state: ExecState): void {
    if (this.#isClosed()) return
    this.#state = state
    this.#states.tell(state)
  }

  /** @param code 1000 tells the proxy not to hold the session. */
  #finish(exit: ExecExit, code = 1000): void {
    if (this.#isClosed()) return
    this.#setState('closed')
    this.#retryAt = undefined
    clearTimeout(this.#resizing)
    for (const cleanup of this.#cleanups) cleanup()
    this.#socket?.close(code)
    this.#wait.wake()
    this.#settle(exit)
  }
}
