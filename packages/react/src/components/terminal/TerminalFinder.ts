import type { SearchAddon } from '@xterm/addon-search'
import type { Terminal } from '@xterm/xterm'
import { readHexColor } from './terminalTheme.ts'

/** What is looked for on a terminal. */
export interface TerminalQuery {
  text: string
  isRegex: boolean
  isCaseSensitive: boolean
}

/** Which match is shown, of how many; `isMore` where there are more than are counted. */
export interface TerminalMatches {
  /** From 1; 0 where none is. */
  current: number
  count: number
  isMore: boolean
  /** Why a regular expression is none. */
  error?: string | undefined
}

const none: TerminalMatches = { current: 0, count: 0, isMore: false }
const highlightLimit = 1000

/** Looks for text in all that a terminal keeps. The add-on for it is loaded with the first search. */
export class TerminalFinder implements Disposable {
  readonly #terminal: Terminal
  readonly #host: HTMLElement
  readonly #listeners = new Set<() => void>()
  #addon: Promise<SearchAddon> | undefined
  #query: TerminalQuery | undefined
  #matches = none
  #isDisposed = false

  constructor(terminal: Terminal, host: HTMLElement) {
    this.#terminal = terminal
    this.#host = host
  }

  readonly getMatches = (): TerminalMatches => this.#matches

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Shows the next match, or the one before; `stay` keeps the one that is shown as long as it still is one, while somebody types. */
  async find(query: TerminalQuery, direction: 'next' | 'previous' | 'stay'): Promise<void> {
    this.#query = query
    const addon = await this.#load()
    if (this.#isDisposed || this.#query !== query) return
    const error = query.isRegex ? regexError(query.text) : undefined
    if (query.text === '' || error !== undefined) {
      addon.clearDecorations()
      this.#terminal.clearSelection()
      return this.#set({ ...none, error })
    }
    const options = {
      regex: query.isRegex,
      caseSensitive: query.isCaseSensitive,
      incremental: direction === 'stay',
      decorations: this.#decorations(),
    }
    const isFound =
      direction === 'previous' ? addon.findPrevious(query.text, options) : addon.findNext(query.text, options)
    if (!isFound) this.#set(none)
  }

  /** The matches in the colours that hold now. */
  paint(): void {
    if (this.#query !== undefined) void this.find(this.#query, 'stay')
  }

  /** Forgets the matches; the one that was shown last stays selected, to be copied. */
  stop(): void {
    this.#query = undefined
    this.#set(none)
    void this.#addon?.then((addon) => this.#isDisposed || addon.clearDecorations())
  }

  [Symbol.dispose](): void {
    this.#isDisposed = true
    this.#listeners.clear()
  }

  #load(): Promise<SearchAddon> {
    this.#addon ??= import('@xterm/addon-search').then(({ SearchAddon }) => {
      const addon = new SearchAddon({ highlightLimit })
      if (this.#isDisposed) return addon
      this.#terminal.loadAddon(addon)
      addon.onDidChangeResults(({ resultIndex, resultCount }) => {
        if (this.#query === undefined) return
        this.#set({ current: resultIndex + 1, count: resultCount, isMore: resultCount >= highlightLimit })
      })
      return addon
    })
    return this.#addon
  }

  #decorations() {
    const mark = readHexColor(this.#host, '--catalyst-color-mark') ?? '#ffe58a'
    const current = readHexColor(this.#host, '--catalyst-color-mark-current') ?? '#ffb020'
    return {
      matchBackground: mark,
      matchOverviewRuler: mark,
      activeMatchBackground: current,
      activeMatchColorOverviewRuler: current,
    }
  }

  #set(matches: TerminalMatches): void {
    this.#matches = matches
    for (const listener of [...this.#listeners]) listener()
  }
}

function regexError(text: string): string | undefined {
  try {
    new RegExp(text)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
