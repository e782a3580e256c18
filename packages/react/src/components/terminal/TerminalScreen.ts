import type { FitAddon } from '@xterm/addon-fit'
import type { Terminal } from '@xterm/xterm'
import type { TerminalSize } from '@catalyst/api/exec-frames'
import { safeUrl } from '../../internals/safeUrl.ts'
import { loadXterm } from './loadXterm.ts'
import { readTheme, watchColorScheme } from './terminalTheme.ts'

export interface TerminalScreenOptions {
  /** Lines that are kept above the screen. */
  scrollback: number
  fontSize: number
  screenReaderMode: boolean
  /** Name of the input for screen readers. */
  inputLabel: string
  /** The reader pressed the key that leaves the terminal. */
  onLeave: () => void
}

/** An xterm in an element, that fits it, follows its colours and can be left by keyboard. */
export class TerminalScreen implements Disposable {
  readonly terminal: Terminal
  readonly #fit: FitAddon
  readonly #cleanups: (() => void)[] = []

  static async open(host: HTMLElement, options: TerminalScreenOptions): Promise<TerminalScreen> {
    return new TerminalScreen(host, options, await loadXterm())
  }

  private constructor(host: HTMLElement, options: TerminalScreenOptions, xterm: Awaited<ReturnType<typeof loadXterm>>) {
    const { scrollback, fontSize, screenReaderMode, inputLabel, onLeave } = options
    const openLink = (_event: MouseEvent, text: string) => {
      const url = safeUrl(text)
      if (url !== undefined) window.open(url, '_blank', 'noopener,noreferrer')
    }
    this.terminal = new xterm.Terminal({
      // For the widths of newer Unicode, which xterm still counts as a proposal.
      allowProposedApi: true,
      cursorBlink: !matchMedia('(prefers-reduced-motion: reduce)').matches,
      fontFamily: getComputedStyle(host).fontFamily,
      fontSize,
      lineHeight: 1.15,
      macOptionIsMeta: true,
      minimumContrastRatio: 4.5,
      screenReaderMode,
      scrollback,
      theme: readTheme(host),
      linkHandler: { activate: openLink },
    })
    this.#fit = new xterm.FitAddon()
    this.terminal.loadAddon(this.#fit)
    this.terminal.loadAddon(new xterm.Unicode11Addon())
    this.terminal.loadAddon(new xterm.WebLinksAddon(openLink))
    this.terminal.unicode.activeVersion = '11'
    this.terminal.attachCustomKeyEventHandler((event) => this.#onKey(event, onLeave))
    this.terminal.open(host)
    this.terminal.textarea?.setAttribute('aria-label', inputLabel)
    this.fit()

    const observer = new ResizeObserver(() => this.fit())
    observer.observe(host)
    this.#cleanups.push(
      () => observer.disconnect(),
      watchColorScheme(host, () => {
        this.terminal.options.theme = readTheme(host)
      }),
    )
  }

  get size(): TerminalSize {
    return { columns: this.terminal.cols, rows: this.terminal.rows }
  }

  /** Takes as many rows and columns as there is room for; nothing while there is none, as in a hidden tab. */
  fit(): void {
    const proposed = this.#fit.proposeDimensions()
    if (proposed === undefined || !(proposed.cols >= 2) || !(proposed.rows >= 1)) return
    this.terminal.resize(proposed.cols, proposed.rows)
  }

  /** Undoes what a program left behind that ended in the middle: alternate screen, mouse, hidden cursor. */
  recover(note: string): void {
    // Leaving an alternate screen that is not there would jump to where the cursor was saved last.
    const alternate = this.terminal.buffer.active.type === 'alternate' ? [1049] : []
    const modes = [...alternate, 1000, 1002, 1003, 1006, 2004].map((mode) => `\x1b[?${mode}l`).join('')
    this.terminal.write(`${modes}\x1b[!p\x1b[?25h\x1b[0m\r\n\x1b[90m── ${note} ──\x1b[0m\r\n`)
  }

  [Symbol.dispose](): void {
    for (const cleanup of this.#cleanups) cleanup()
    this.terminal.dispose()
  }

  /** @returns whether xterm may have the key. */
  #onKey(event: KeyboardEvent, onLeave: () => void): boolean {
    if (event.type !== 'keydown' || !event.ctrlKey || event.altKey || event.metaKey) return true
    const key = event.key.toLowerCase()
    if (event.shiftKey && key === 'x') {
      event.preventDefault()
      onLeave()
      return false
    }
    // The browser pastes into xterm's input, which knows about bracketed paste.
    if (event.shiftKey && key === 'v') return false
    if (key === 'c' && (event.shiftKey || this.terminal.hasSelection())) {
      // Without a selection Ctrl+C is an interrupt; with Shift it would open the browser's tools.
      event.preventDefault()
      const text = this.terminal.getSelection()
      if (text !== '') void copy(text)
      this.terminal.clearSelection()
      return false
    }
    return true
  }
}

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    // A browser that does not allow it still copies by its menu.
  }
}
