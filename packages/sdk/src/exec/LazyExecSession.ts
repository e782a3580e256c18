import type { TerminalSize } from '@catalyst/api/exec-frames'
import { describeError } from '../errors/describeError.ts'
import { deferred } from '../internals/deferred.ts'
import { Listeners } from '../internals/Listeners.ts'
import type { ExecExit, ExecResumption, ExecSession, ExecState } from './ExecSession.ts'

/**
 * A session whose code is loaded when the first one is opened, so that pages without a terminal don't carry it. What is asked of it
 * before then is done once it is there.
 */
export class LazyExecSession implements ExecSession {
  readonly exit: Promise<ExecExit>
  readonly #settle: (exit: ExecExit) => void
  readonly #output = new Listeners<{ bytes: Uint8Array; channel: 'stdout' | 'stderr' }>()
  readonly #states = new Listeners<ExecState>()
  #waiting: ((session: ExecSession) => void)[] = []
  #session: ExecSession | undefined
  #isOver = false

  constructor(load: () => Promise<ExecSession>) {
    const { promise, resolve } = deferred<ExecExit>()
    this.exit = promise
    this.#settle = resolve
    void this.#run(load)
  }

  get state(): ExecState {
    return this.#isOver ? 'closed' : (this.#session?.state ?? 'connecting')
  }

  get retryAt(): Date | undefined {
    return this.#session?.retryAt
  }

  get resumption(): ExecResumption | undefined {
    return this.#session?.resumption
  }

  onOutput(listener: (bytes: Uint8Array, channel: 'stdout' | 'stderr') => void): () => void {
    return this.#output.add(({ bytes, channel }) => listener(bytes, channel))
  }

  onState(listener: (state: ExecState) => void): () => void {
    return this.#states.add(listener)
  }

  write(data: string | Uint8Array): void {
    this.#do((session) => session.write(data))
  }

  end(): void {
    this.#do((session) => session.end())
  }

  resize(size: TerminalSize): void {
    this.#do((session) => session.resize(size))
  }

  acknowledge(bytes: number): void {
    this.#do((session) => session.acknowledge(bytes))
  }

  leave(): void {
    this.#do((session) => session.leave())
    if (this.#session === undefined) this.#finish({ reason: 'Left', message: 'The session was left before it began.' })
  }

  close(): void {
    this.#do((session) => session.close())
    if (this.#session === undefined) this.#finish({ reason: 'Closed', message: 'The session was closed.' })
  }

  #do(act: (session: ExecSession) => void): void {
    if (this.#session !== undefined) act(this.#session)
    else if (!this.#isOver) this.#waiting.push(act)
  }

  async #run(load: () => Promise<ExecSession>): Promise<void> {
    try {
      const session = await load()
      session.onState((state) => this.#states.tell(state))
      session.onOutput((bytes, channel) => this.#output.tell({ bytes, channel }))
      // Closed meanwhile, it was told so first of all.
      for (const act of this.#waiting) act(session)
      this.#waiting = []
      if (this.#isOver) return
      this.#session = session
      this.#settle(await session.exit)
    } catch (error) {
      this.#finish({ reason: 'Refused', message: describeError(error) })
    }
  }

  #finish(exit: ExecExit): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#states.tell('closed')
    this.#settle(exit)
  }
}
