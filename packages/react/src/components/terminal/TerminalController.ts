import type { TerminalSize } from '@catalyst/api/exec-frames'
import type { ExecExit, ExecSession } from '@catalyst/sdk'
import { TerminalScreen, type TerminalScreenOptions } from './TerminalScreen.ts'

/** Opens a session of the given size; the sdk's `client.exec` does. */
export type ConnectTerminal = (options: { size: TerminalSize; signal: AbortSignal }) => ExecSession

export type TerminalStatus =
  | { state: 'loading' | 'connecting' | 'open' }
  | { state: 'reconnecting'; retryAt: Date | undefined }
  | { state: 'ended'; exit: ExecExit; wasOpen: boolean }
  | { state: 'failed'; error: unknown }

export interface TerminalControllerOptions extends TerminalScreenOptions {
  connect: ConnectTerminal
  autoFocus: boolean
  /** Stands in the scrollback between two sessions. */
  newSessionNote: string
  onExit: (exit: ExecExit) => void
}

/** One terminal from its first byte to its last, outside of React: an xterm, and the session that is shown in it. */
export class TerminalController implements Disposable {
  readonly #options: TerminalControllerOptions
  readonly #listeners = new Set<() => void>()
  readonly #disposed = new AbortController()
  #status: TerminalStatus = { state: 'loading' }
  #screen: TerminalScreen | undefined
  #session: { session: ExecSession; end: () => void } | undefined

  constructor(host: HTMLElement, options: TerminalControllerOptions) {
    this.#options = options
    void this.#open(host)
  }

  readonly getStatus = (): TerminalStatus => this.#status

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** A new session in the same terminal, after the one before has ended. */
  reconnect(): void {
    this.#screen?.recover(this.#options.newSessionNote)
    this.#connect()
    this.#screen?.terminal.focus()
  }

  setScreenReaderMode(isOn: boolean): void {
    if (this.#screen !== undefined) this.#screen.terminal.options.screenReaderMode = isOn
  }

  focus(): void {
    this.#screen?.terminal.focus()
  }

  [Symbol.dispose](): void {
    this.#disposed.abort()
    this.#session?.end()
    this.#screen?.[Symbol.dispose]()
    this.#listeners.clear()
  }

  async #open(host: HTMLElement): Promise<void> {
    const { signal } = this.#disposed
    // React's strict mode takes the first one away at once: then nothing should be opened.
    await Promise.resolve()
    if (signal.aborted) return
    try {
      const screen = await TerminalScreen.open(host, this.#options)
      if (signal.aborted) return screen[Symbol.dispose]()
      this.#screen = screen
    } catch (error) {
      this.#set({ state: 'failed', error })
      return
    }
    this.#connect()
    if (this.#options.autoFocus) this.#screen.terminal.focus()
  }

  #connect(): void {
    const screen = this.#screen
    if (screen === undefined) return
    this.#session?.end()
    const { terminal } = screen
    const ended = new AbortController()
    const session = this.#options.connect({ size: screen.size, signal: ended.signal })
    let wasOpen = false
    const tell = () => {
      if (session.state === 'open') wasOpen = true
      if (session.state === 'reconnecting') this.#set({ state: 'reconnecting', retryAt: session.retryAt })
      else if (session.state !== 'closed') this.#set({ state: session.state })
    }
    const leave = [
      session.onState(tell),
      session.onOutput((bytes) => terminal.write(bytes, () => session.acknowledge(bytes.length))),
      disposer(terminal.onData((text) => session.write(text))),
      disposer(terminal.onBinary((text) => session.write(Uint8Array.from(text, (one) => one.charCodeAt(0))))),
      disposer(terminal.onResize(({ cols, rows }) => session.resize({ columns: cols, rows }))),
    ]
    this.#session = {
      session,
      end() {
        for (const one of leave) one()
        ended.abort()
      },
    }
    tell()
    void session.exit.then((exit) => {
      if (ended.signal.aborted) return
      // What was written before the end is still on its way to the screen.
      terminal.write('', () => {
        if (ended.signal.aborted) return
        this.#set({ state: 'ended', exit, wasOpen })
        this.#options.onExit(exit)
      })
    })
  }

  #set(status: TerminalStatus): void {
    if (this.#disposed.signal.aborted) return
    this.#status = status
    for (const listener of [...this.#listeners]) listener()
  }
}

function disposer({ dispose }: { dispose: () => void }): () => void {
  return () => dispose()
}
