import type { ExecExit } from '@catalyst/sdk'
import type { SerializeAddon } from '@xterm/addon-serialize'
import { TerminalSession, type ConnectTerminal, type TerminalSessionStatus } from '../../hooks/TerminalSession.ts'
import { copyText } from './clipboard.ts'
import { incompleteTail } from './incompleteTail.ts'
import { cleanPaste, needsConfirmation, type PasteGuardMode } from './pasteRules.ts'
import { keepRecord, takeRecord, type TerminalRecord } from './terminalRecord.ts'
import { TerminalScreen, type TerminalLook, type TerminalScreenOptions } from './TerminalScreen.ts'

/** How a terminal is doing. */
export type TerminalStatus =
  | { state: 'loading' }
  | Exclude<TerminalSessionStatus, { state: 'idle' | 'connecting' | 'open' }>
  | { state: 'connecting' | 'open' }
  | { state: 'failed'; error: unknown }

export interface TerminalControllerOptions extends Omit<TerminalScreenOptions, 'onPaste'> {
  connect: ConnectTerminal
  autoFocus: boolean
  pasteGuard: PasteGuardMode
  /** Name under which session and screen are kept for the next page of this tab. */
  persistAs: string | undefined
  /** Stands in the scrollback between two sessions. */
  newSessionNote: string
  onExit: (exit: ExecExit) => void
  /** A paste of several lines that is to be confirmed. */
  onGuardedPaste: (text: string) => void
}

/** Lines above the screen that are kept for the next page: what the storage of a tab has room for many times. */
const keptLines = 1000

/** One terminal from its first byte to its last, outside of React: an xterm, and the sessions that are shown in it. */
export class TerminalController implements Disposable {
  readonly #options: TerminalControllerOptions
  readonly #session: TerminalSession
  readonly #listeners = new Set<() => void>()
  readonly #disposed = new AbortController()
  #failure: TerminalStatus | undefined
  #screen: TerminalScreen | undefined
  #serializer: SerializeAddon | undefined
  /** What of the output is on the screen ends with these bytes, which begin a character. */
  #tail: Uint8Array = new Uint8Array()
  /** Whether the session is one of the page before, which may be gone. */
  #isResumed = false

  constructor(host: HTMLElement, options: TerminalControllerOptions) {
    this.#options = options
    this.#session = new TerminalSession({
      connect: options.connect,
      onOutput: (bytes) => this.#show(bytes),
      beforeEnd: () => this.#drain(),
      onExit: (exit) => this.#ended(exit),
    })
    this.#session.subscribe(() => this.#tell())
    void this.#open(host)
  }

  readonly getStatus = (): TerminalStatus => this.#failure ?? toTerminalStatus(this.#session.getStatus())

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  get screen(): TerminalScreen | undefined {
    return this.#screen
  }

  /** A new session in the same terminal, after the one before has ended. */
  reconnect(): void {
    if (this.#screen === undefined) return
    this.#isResumed = false
    this.#screen.recover(this.#options.newSessionNote)
    this.#session.start({ size: this.#screen.size })
    this.#screen.terminal.focus()
  }

  look(look: TerminalLook): void {
    this.#screen?.look(look)
  }

  focus(): void {
    this.#screen?.terminal.focus()
  }

  /** Copies what is selected, or everything; whether the browser allowed it. */
  async copy(): Promise<boolean> {
    const text = this.#screen?.text() ?? ''
    this.#screen?.terminal.clearSelection()
    return text === '' || copyText(text)
  }

  /** Types a text, once it is confirmed where it has to be. */
  paste(text: string, { isConfirmed = false }: { isConfirmed?: boolean } = {}): void {
    const terminal = this.#screen?.terminal
    if (terminal === undefined) return
    const clean = cleanPaste(text)
    const isBracketed = terminal.modes.bracketedPasteMode
    if (!isConfirmed && needsConfirmation(clean, { mode: this.#options.pasteGuard, isBracketed })) {
      this.#options.onGuardedPaste(clean)
    } else if (clean !== '') {
      terminal.paste(clean)
    }
  }

  [Symbol.dispose](): void {
    this.#disposed.abort()
    if (this.#keep()) this.#session.leave()
    this.#session[Symbol.dispose]()
    this.#screen?.[Symbol.dispose]()
    this.#listeners.clear()
  }

  async #open(host: HTMLElement): Promise<void> {
    const { signal } = this.#disposed
    try {
      const screen = await TerminalScreen.open(host, { ...this.#options, onPaste: (text) => this.paste(text) })
      if (signal.aborted) return screen[Symbol.dispose]()
      this.#screen = screen
      await this.#prepareKeeping(screen)
    } catch (error) {
      if (signal.aborted) return
      this.#failure = { state: 'failed', error }
      return this.#tell()
    }
    if (signal.aborted) return
    this.#connectInput(this.#screen)
    const record = this.#takeRecord()
    if (record !== undefined) await this.#redraw(this.#screen, record)
    if (signal.aborted) return
    this.#isResumed = record !== undefined
    this.#session.start({ size: this.#screen.size, resume: record?.resumption })
    if (this.#options.autoFocus) this.focus()
  }

  #connectInput({ terminal }: TerminalScreen): void {
    terminal.onData((text) => this.#session.write(text))
    terminal.onBinary((text) => this.#session.write(Uint8Array.from(text, (one) => one.charCodeAt(0))))
    terminal.onResize(({ cols, rows }) => this.#session.resize({ columns: cols, rows }))
  }

  #show(bytes: Uint8Array): void {
    this.#isResumed = false
    this.#screen?.terminal.write(bytes, () => {
      this.#tail = incompleteTail(new Uint8Array([...this.#tail, ...bytes.slice(-3)]))
      this.#session.acknowledge(bytes.length)
    })
  }

  /** What was written before is on the screen. */
  #drain(): Promise<void> {
    const { terminal } = this.#screen ?? {}
    return new Promise((resolve) => (terminal === undefined ? resolve() : terminal.write('', resolve)))
  }

  #ended(exit: ExecExit): void {
    // The shell of the page before is gone: whoever reloaded wants one, not an explanation.
    if (this.#isResumed && exit.reason === 'Expired') return this.reconnect()
    this.#options.onExit(exit)
  }

  async #prepareKeeping({ terminal }: TerminalScreen): Promise<void> {
    if (this.#options.persistAs === undefined) return
    const { SerializeAddon } = await import('@xterm/addon-serialize')
    if (this.#disposed.signal.aborted) return
    this.#serializer = new SerializeAddon()
    terminal.loadAddon(this.#serializer)
    const { signal } = this.#disposed
    window.addEventListener('pagehide', () => void this.#keep(), { signal })
    // The page itself came back, from the cache of pages left: nobody else may take its session.
    window.addEventListener('pageshow', () => void this.#takeRecord(), { signal })
  }

  /** @returns whether there is a session that the next page can take up. */
  #keep(): boolean {
    const { persistAs } = this.#options
    const { resumption } = this.#session
    if (persistAs === undefined || resumption === undefined || this.#screen === undefined) return false
    const screen = this.#serializer?.serialize({ scrollback: keptLines })
    if (screen === undefined) return false
    keepRecord(persistAs, { resumption, screen, ...this.#screen.size, tail: [...this.#tail] })
    return true
  }

  #takeRecord(): TerminalRecord | undefined {
    const { persistAs } = this.#options
    return persistAs === undefined ? undefined : takeRecord(persistAs)
  }

  async #redraw(screen: TerminalScreen, { screen: text, columns, rows, tail }: TerminalRecord): Promise<void> {
    // Drawn in the size that it had, then fitted: lines wrap as they would have.
    screen.terminal.resize(Math.max(2, columns), Math.max(1, rows))
    await new Promise<void>((resolve) => screen.terminal.write(text, resolve))
    this.#tail = Uint8Array.from(tail)
    await new Promise<void>((resolve) => screen.terminal.write(this.#tail, resolve))
    screen.fit()
  }

  #tell(): void {
    if (this.#disposed.signal.aborted) return
    for (const listener of [...this.#listeners]) listener()
  }
}

const loading: TerminalStatus = { state: 'loading' }

function toTerminalStatus(status: TerminalSessionStatus): TerminalStatus {
  return status.state === 'idle' ? loading : (status as TerminalStatus)
}
