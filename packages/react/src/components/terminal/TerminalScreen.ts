import type { FitAddon } from '@xterm/addon-fit'
import type { Terminal } from '@xterm/xterm'
import type { TerminalSize } from '@catalyst/api/exec-frames'
import { safeUrl } from '../../internals/safeUrl.ts'
import { loadXterm } from './loadXterm.ts'
import { highlightLimit, TerminalFinder } from './TerminalFinder.ts'
import { terminalKey, type TerminalKey } from './terminalKey.ts'
import { readTheme, watchColors } from './terminalTheme.ts'

/** What can be changed while the terminal is shown. */
export interface TerminalLook {
  /** Lines that are kept above the screen. */
  scrollback: number
  /** Pixels. */
  fontSize: number
  screenReaderMode: boolean
}

export interface TerminalScreenOptions extends TerminalLook {
  /** Name of the input for screen readers. */
  inputLabel: string
  /** The reader pressed a key that is the terminal's own. */
  onKey: (key: TerminalKey) => void
  /** Text is to be typed in, from the clipboard. */
  onPaste: (text: string) => void
  /** The mouse is over a link, or no longer. */
  onLink: (url: string | undefined) => void
}

/** An xterm in an element, that fits it, follows its colours and can be left by keyboard. */
export class TerminalScreen implements Disposable {
  readonly terminal: Terminal
  readonly finder: TerminalFinder
  readonly #host: HTMLElement
  readonly #fit: FitAddon
  readonly #cleanups: (() => void)[] = []

  static async open(host: HTMLElement, options: TerminalScreenOptions): Promise<TerminalScreen> {
    return new TerminalScreen(host, options, await loadXterm())
  }

  private constructor(host: HTMLElement, options: TerminalScreenOptions, xterm: Awaited<ReturnType<typeof loadXterm>>) {
    const { scrollback, fontSize, screenReaderMode, inputLabel, onKey } = options
    const links = linkHandlerOf(options)
    this.#host = host
    this.terminal = new xterm.Terminal({
      // For the widths of newer Unicode and the marks of a search, which xterm still counts as a proposal.
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
      linkHandler: links,
    })
    this.#fit = new xterm.FitAddon()
    this.terminal.loadAddon(this.#fit)
    this.terminal.loadAddon(new xterm.Unicode11Addon())
    this.terminal.loadAddon(new xterm.WebLinksAddon(links.activate, links))
    this.terminal.unicode.activeVersion = '11'
    const search = new xterm.SearchAddon({ highlightLimit })
    this.terminal.loadAddon(search)
    this.finder = new TerminalFinder(this.terminal, search, host)
    this.terminal.attachCustomKeyEventHandler((event) => {
      const key = terminalKey(event, { hasSelection: this.terminal.hasSelection() })
      if (key === undefined) return true
      if (key !== 'browser') {
        event.preventDefault()
        onKey(key)
      }
      return false
    })
    // Before xterm hears of it.
    const paste = (event: ClipboardEvent) => {
      event.preventDefault()
      event.stopPropagation()
      options.onPaste(event.clipboardData?.getData('text/plain') ?? '')
    }
    host.addEventListener('paste', paste, true)
    this.terminal.open(host)
    this.terminal.textarea?.setAttribute('aria-label', inputLabel)
    this.fit()

    const observer = new ResizeObserver(() => this.#measure())
    observer.observe(host)
    const remeasure = () => this.#renewFont()
    document.fonts.addEventListener('loadingdone', remeasure)
    this.#cleanups.push(
      () => host.removeEventListener('paste', paste, true),
      () => observer.disconnect(),
      () => document.fonts.removeEventListener('loadingdone', remeasure),
      watchColors(host, () => this.#paint()),
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

  look({ scrollback, fontSize, screenReaderMode }: TerminalLook): void {
    Object.assign(this.terminal.options, { scrollback, screenReaderMode })
    if (this.terminal.options.fontSize === fontSize) return
    this.terminal.options.fontSize = fontSize
    this.fit()
  }

  /** What is selected; without a selection, everything. */
  text(): string {
    const { terminal } = this
    if (terminal.hasSelection()) return terminal.getSelection()
    terminal.selectAll()
    const all = terminal.getSelection()
    terminal.clearSelection()
    return all.trimEnd()
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
    this.finder[Symbol.dispose]()
    this.terminal.dispose()
  }

  /** In a hidden tab nothing says that colours change: what is shown again is painted anew. */
  #measure(): void {
    this.#paint()
    this.fit()
  }

  #paint(): void {
    const theme = readTheme(this.#host)
    if (JSON.stringify(theme) === JSON.stringify(this.terminal.options.theme)) return
    this.terminal.options.theme = theme
    this.finder.paint()
  }

  /** A font that came late has other widths; xterm measures when the name of the font changes. */
  #renewFont(): void {
    const family = getComputedStyle(this.#host).fontFamily
    this.terminal.options.fontFamily = this.terminal.options.fontFamily === family ? `${family}, monospace` : family
    this.fit()
  }
}

interface LinkHandler {
  activate: (event: MouseEvent, text: string) => void
  hover: (event: MouseEvent, text: string) => void
  leave: () => void
}

function linkHandlerOf({ onLink }: TerminalScreenOptions): LinkHandler {
  return {
    activate(_event, text) {
      const url = safeUrl(text)
      if (url !== undefined) window.open(url, '_blank', 'noopener,noreferrer')
    },
    // What a program shows as a link may lead elsewhere than its text says.
    hover: (_event, text) => onLink(text),
    leave: () => onLink(undefined),
  }
}
