import { execChannel, type ExecFrame, type ExecStatus, type TerminalSize } from '@catalyst/api'
import type { ExecSocket } from './ExecSocket.ts'
import type { ExecUpstream } from './ExecUpstream.ts'
import { OutputBuffer } from './OutputBuffer.ts'
import { expiredStatus } from './statuses.ts'

export interface ExecSessionOptions {
  /** Runs the command. */
  connect(signal: AbortSignal): Promise<ExecUpstream>
  /** Says what a failure to run it means. */
  describeFailure(error: unknown): ExecStatus
  /** How long the session outlives its socket; 0 for one that can't be resumed. */
  holdMs: number
  /** Called when the session begins to wait for its client, with what ends it. @returns what to call when it no longer waits. */
  onHold?: ((end: () => void) => () => void) | undefined
  /** Called with the bytes of each piece of input (from the client) and output (of the command). */
  onBytes?: ((direction: 'in' | 'out', count: number) => void) | undefined
  /** Called once, when nobody can come back any more. */
  onEnd(end: SessionEnd): void
}

export interface SessionEnd {
  status: ExecStatus
  /** Whether the command ended by itself, and not because its client or the server left it. */
  commandEnded: boolean
  /** Bytes of the client's input. */
  bytesIn: number
  /** Bytes of the command's output. */
  bytesOut: number
  /** Absent where the command never began. */
  upstream?: ExecUpstream | undefined
}

export interface AttachOptions {
  /** Bytes of channels 1 and 2 that the client has shown. */
  received: number
  /** Whether the client acknowledges what it rendered. */
  ack: boolean
}

interface Attachment extends AttachOptions {
  socket: ExecSocket
}

/** Bytes that a client which acknowledges may be behind. */
const windowBytes = 512 * 1024
/** Bytes of output kept for a client that comes back. */
const keptBytes = 1024 * 1024
/** Bytes of input that may wait for the command. */
const maxPendingInputBytes = 1024 * 1024

const abandonedStatus: ExecStatus = { status: 'Failure', reason: 'ConnectionLost', message: 'The client left.' }

/**
 * A command and whoever is attached to it. Output flows only as fast as the client takes it and input only as fast as the
 * command does, so that neither fills memory. It outlives its socket for a while and goes on where it was.
 */
export class ExecSession {
  readonly #options: ExecSessionOptions
  readonly #controller = new AbortController()
  readonly #output = new OutputBuffer()
  readonly #upstream: Promise<ExecUpstream | undefined>
  #connected: ExecUpstream | undefined
  #attachment: Attachment | undefined
  #status: ExecStatus | undefined
  #commandEnded = false
  #stopHolding: (() => void) | undefined
  #over = false
  #wakeOutput: (() => void)[] = []
  #input: Promise<void>
  #inputBytes = 0
  #pendingInputBytes = 0

  constructor(options: ExecSessionOptions) {
    this.#options = options
    this.#upstream = this.#connect()
    this.#input = this.#upstream.then(() => undefined)
    void this.#run()
  }

  /** Gives the session to a client; one that was attached before is told so and let go. */
  attach(socket: ExecSocket, options: AttachOptions): void {
    this.#stopHolding?.()
    const previous = this.#attachment
    this.#attachment = undefined
    previous?.socket.end({
      status: 'Failure',
      reason: 'Replaced',
      message: 'The session goes on in another connection.',
    })
    const missed = this.#output.since(options.received)
    if (missed === undefined || this.#over) {
      socket.end(expiredStatus)
      return this.end(expiredStatus)
    }
    this.#attachment = { ...options, socket }
    this.#output.release(options.received)
    for (const { channel, bytes } of missed) socket.send(channel, bytes)
    if (this.#pendingInputBytes > maxPendingInputBytes) socket.pauseReading()
    if (this.#status) socket.end(this.#status)
    this.#flow()
  }

  /** Takes a frame of the client. */
  receive(socket: ExecSocket, { channel, payload }: ExecFrame): void {
    const attachment = this.#attachment
    if (attachment?.socket !== socket) return
    switch (channel) {
      case execChannel.stdin:
        return this.#write(payload)
      case execChannel.resize:
        return this.#resize(payload)
      case execChannel.ack:
        return this.#acknowledge(attachment, payload)
      case execChannel.close:
        if (payload[0] === execChannel.stdin) this.#queueInput((upstream) => upstream.stdin.end())
        return
    }
  }

  /** Says that a client's socket can take more. */
  drained(): void {
    this.#flow()
  }

  /** Says that a client's socket is closed; 1000 is a client that wants no more. */
  detach(socket: ExecSocket, code: number): void {
    if (this.#attachment?.socket !== socket) return
    this.#attachment = undefined
    if (code === 1000 || this.#options.holdMs === 0) return this.end(abandonedStatus)
    this.#hold()
    this.#flow()
  }

  /** Ends the session for good: the client is told why, and the command is left. */
  end(status: ExecStatus, closeCode?: number): void {
    if (this.#over) return
    this.#over = true
    this.#stopHolding?.()
    this.#attachment?.socket.end(this.#status ?? status, closeCode)
    this.#attachment = undefined
    this.#options.onEnd({
      status: this.#status ?? status,
      commandEnded: this.#commandEnded,
      bytesIn: this.#inputBytes,
      bytesOut: this.#output.end,
      upstream: this.#connected,
    })
    // What runs is told to end by `onEnd`, which takes its connection.
    if (this.#connected === undefined) this.#controller.abort()
    this.#flow()
  }

  #hold(): void {
    const end = () => this.end(abandonedStatus)
    const timer = setTimeout(end, this.#options.holdMs)
    const stopCounting = this.#options.onHold?.(end)
    this.#stopHolding = () => {
      clearTimeout(timer)
      stopCounting?.()
    }
    // It may have been the one too many itself.
    if (this.#over) this.#stopHolding()
  }

  async #connect(): Promise<ExecUpstream | undefined> {
    try {
      const upstream = await this.#options.connect(this.#controller.signal)
      this.#connected = upstream
      if (this.#over) await upstream.end()
      return upstream
    } catch (error) {
      this.#finish(this.#options.describeFailure(error))
      return undefined
    }
  }

  async #run(): Promise<void> {
    const upstream = await this.#upstream
    if (upstream === undefined) return
    try {
      await this.#pump(upstream)
      this.#finish(await upstream.status)
    } catch (error) {
      this.#finish(this.#options.describeFailure(error))
    }
  }

  async #pump({ output }: ExecUpstream): Promise<void> {
    for await (const frame of output) {
      if (this.#over) return
      const channel = execChannel[frame.channel]
      const { bytes } = frame
      this.#output.append({ channel, bytes })
      this.#options.onBytes?.('out', bytes.length)
      this.#attachment?.socket.send(channel, bytes)
      if (this.#attachment && !this.#windowHolds(this.#attachment)) this.#output.release(this.#output.end - keptBytes)
      // The next chunk is asked for only when it can go somewhere: this is what holds back the pod.
      while (!this.#mayFlow()) await new Promise<void>((resolve) => this.#wakeOutput.push(resolve))
    }
  }

  #mayFlow(): boolean {
    if (this.#over) return true
    const attachment = this.#attachment
    if (attachment === undefined) return this.#output.size < keptBytes
    if (attachment.socket.congested) return false
    return !this.#windowHolds(attachment) || this.#output.end - attachment.received < windowBytes
  }

  /** A client that is held back can't be heard acknowledging: then only its socket counts, or both would wait forever. */
  #windowHolds({ ack, socket }: Attachment): boolean {
    return ack && !socket.readingPaused
  }

  #flow(): void {
    const waiting = this.#wakeOutput
    this.#wakeOutput = []
    for (const wake of waiting) wake()
  }

  /** The command is over: the client gets its status, now or when it comes back. */
  #finish(status: ExecStatus): void {
    if (this.#over || this.#status) return
    this.#status = status
    this.#commandEnded = true
    this.#attachment?.socket.end(status)
  }

  #acknowledge(attachment: Attachment, payload: Uint8Array): void {
    const text = Buffer.from(payload).toString('latin1')
    if (!attachment.ack || !/^\d{1,15}$/.test(text)) return
    const total = Math.min(Number(text), this.#output.end)
    if (total <= attachment.received) return
    attachment.received = total
    this.#output.release(total)
    this.#flow()
  }

  #resize(payload: Uint8Array): void {
    const size = parseSize(payload)
    if (size) void this.#upstream.then((upstream) => upstream?.resize(size)).catch(() => undefined)
  }

  #write(bytes: Uint8Array): void {
    this.#inputBytes += bytes.length
    this.#pendingInputBytes += bytes.length
    this.#options.onBytes?.('in', bytes.length)
    if (this.#pendingInputBytes > maxPendingInputBytes) {
      this.#attachment?.socket.pauseReading()
      this.#flow()
    }
    this.#queueInput(async (upstream) => {
      try {
        await upstream.stdin.write(bytes)
      } finally {
        this.#pendingInputBytes -= bytes.length
        const socket = this.#attachment?.socket
        if (socket?.readingPaused && this.#pendingInputBytes <= maxPendingInputBytes / 2) socket.resumeReading()
      }
    })
  }

  #queueInput(send: (upstream: ExecUpstream) => Promise<void>): void {
    this.#input = this.#input
      .then(async () => {
        const upstream = await this.#upstream
        if (upstream && !this.#over) await send(upstream)
      })
      // A command that takes no more input says so by its end.
      .catch(() => undefined)
  }
}

function parseSize(payload: Uint8Array): TerminalSize | undefined {
  try {
    const { Width: columns, Height: rows } = JSON.parse(Buffer.from(payload).toString()) as {
      Width?: unknown
      Height?: unknown
    }
    return isCount(columns) && isCount(rows) ? { columns, rows } : undefined
  } catch {
    return undefined
  }
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value < 65_536
}
