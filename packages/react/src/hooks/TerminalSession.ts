import type { TerminalSize } from '@catalyst/api/exec-frames'
import type { ExecExit, ExecResumption, ExecSession } from '@catalyst/sdk'

/** What a terminal asks of whoever opens its sessions. */
export interface ConnectTerminalOptions {
  /** Size of the screen. */
  size: TerminalSize
  /** A session to take up again instead of a new one. */
  resume?: ExecResumption | undefined
  /** Closes the session. */
  signal: AbortSignal
}

/** Opens a session; the sdk's `client.exec` does. */
export type ConnectTerminal = (options: ConnectTerminalOptions) => ExecSession

/** How a terminal's session is doing. */
export type TerminalSessionStatus =
  | { state: 'idle' | 'connecting' | 'open' }
  | { state: 'reconnecting'; retryAt: Date | undefined }
  | { state: 'ended'; exit: ExecExit; wasOpen: boolean }

export interface TerminalSessionOptions {
  connect: ConnectTerminal
  onOutput: (bytes: Uint8Array, channel: 'stdout' | 'stderr') => void
  /** Called before the end is told, to show what is still on its way to the screen. */
  beforeEnd?: (() => Promise<void>) | undefined
  onExit?: ((exit: ExecExit) => void) | undefined
}

const idle: TerminalSessionStatus = { state: 'idle' }

/** One session after another for one terminal, whatever draws it; a store for `useSyncExternalStore`. */
export class TerminalSession implements Disposable {
  readonly #options: TerminalSessionOptions
  readonly #listeners = new Set<() => void>()
  #status: TerminalSessionStatus = idle
  #current: { session: ExecSession; ended: AbortController } | undefined

  constructor(options: TerminalSessionOptions) {
    this.#options = options
  }

  readonly getStatus = (): TerminalSessionStatus => this.#status

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Where the session can be taken up again. */
  get resumption(): ExecResumption | undefined {
    return this.#status.state === 'ended' ? undefined : this.#current?.session.resumption
  }

  /** Opens a session, in place of the one before. */
  start({ size, resume }: Omit<ConnectTerminalOptions, 'signal'>): void {
    this.#release()
    const ended = new AbortController()
    const session = this.#options.connect({ size, resume, signal: ended.signal })
    this.#current = { session, ended }
    let wasOpen = false
    const tell = () => {
      if (ended.signal.aborted || session.state === 'closed') return
      wasOpen ||= session.state === 'open'
      this.#set(
        session.state === 'reconnecting'
          ? { state: 'reconnecting', retryAt: session.retryAt }
          : { state: session.state },
      )
    }
    session.onState(tell)
    session.onOutput((bytes, channel) => {
      if (!ended.signal.aborted) this.#options.onOutput(bytes, channel)
    })
    tell()
    void session.exit.then(async (exit) => {
      if (ended.signal.aborted) return
      await this.#options.beforeEnd?.()
      if (ended.signal.aborted) return
      this.#set({ state: 'ended', exit, wasOpen })
      this.#options.onExit?.(exit)
    })
  }

  write(data: string | Uint8Array): void {
    this.#current?.session.write(data)
  }

  resize(size: TerminalSize): void {
    this.#current?.session.resize(size)
  }

  /** Says that so many more bytes of output were shown: without it the proxy pauses the command after 512 KiB. */
  acknowledge(bytes: number): void {
    this.#current?.session.acknowledge(bytes)
  }

  /** Lets go of the session without ending it, for a minute. */
  leave(): void {
    this.#current?.session.leave()
    this.#release()
  }

  /** Ends the session, and tells so. */
  close(): void {
    this.#current?.session.close()
  }

  [Symbol.dispose](): void {
    this.#release()
    this.#listeners.clear()
  }

  #release(): void {
    this.#current?.ended.abort()
    this.#current = undefined
  }

  #set(status: TerminalSessionStatus): void {
    this.#status = status
    for (const listener of [...this.#listeners]) listener()
  }
}
