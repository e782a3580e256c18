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

/** Matches that are marked and counted. */
export const highlightLimit = 1000

/** Looks for text in all that a terminal keeps; a store for `useSyncExternalStore`. */
export class TerminalFinder implements Disposable {
  readonly #terminal: Terminal
  readonly #addon: SearchAddon
  readonly #host: HTMLElement
  readonly #listeners = new Set<() => void>()
  #query: TerminalQuery | undefined
  #matches = none

  constructor(terminal: Terminal, addon: SearchAddon, host: HTMLElement) {
    this.#terminal = terminal
    this.#addon = addon
    this.#host = host
    addon.onDidChangeResults(({ resultIndex, resultCount }) => {
      if (this.#query === undefined) return
      this.#set({ current: resultIndex + 1, count: resultCount, isMore: resultCount >= highlightLimit })
    })
  }

  readonly getMatches = (): TerminalMatches => this.#matches

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Shows the next match, or the one before; `stay` keeps the one that is shown as long as it still is one, while somebody types. */
  find(query: TerminalQuery, direction: 'next' | 'previous' | 'stay'): void {
    const { text, isRegex: regex, isCaseSensitive: caseSensitive } = query
    // The add-on does not notice by itself that what counts as a match has changed.
    if (this.#query?.isRegex !== regex || this.#query.isCaseSensitive !== caseSensitive) this.#addon.clearDecorations()
    this.#query = query
    const error = regex ? regexError(text) : undefined
    if (text === '' || error !== undefined) {
      this.#addon.clearDecorations()
      this.#terminal.clearSelection()
      return this.#set({ ...none, error })
    }
    const options = { regex, caseSensitive, incremental: direction === 'stay', decorations: this.#decorations() }
    const isFound =
      direction === 'previous' ? this.#addon.findPrevious(text, options) : this.#addon.findNext(text, options)
    if (!isFound) this.#set(none)
  }

  /** The matches in the colours that hold now. */
  paint(): void {
    if (this.#query === undefined) return
    this.#addon.clearDecorations()
    this.find(this.#query, 'stay')
  }

  /** Forgets the matches; the one that was shown last stays selected, to be copied. */
  stop(): void {
    this.#query = undefined
    this.#addon.clearDecorations()
    this.#set(none)
  }

  [Symbol.dispose](): void {
    this.#listeners.clear()
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
