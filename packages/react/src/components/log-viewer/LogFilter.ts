import type { LogSeverity } from './severity/LogSeverity.ts'

/** What is looked for in a log. */
export interface LogQuery {
  /** Nothing is looked for when empty. */
  text: string
  /** Whether the text is a regular expression of JavaScript. @default false */
  isRegex: boolean
  /** @default false */
  isCaseSensitive: boolean
}

/** What is looked for in a log, and which of its entries are shown. A plain value, fit for storage. */
export interface LogFilter extends LogQuery {
  /** Whether only lines in which something was found are shown. @default false */
  onlyMatches: boolean
  /** Lines shown around each that matches, where only matches are shown. @default 0 */
  context: number
  /** Which severities are shown; all when absent. */
  severities?: readonly LogSeverity[] | undefined
  /** Sources that are not shown, as `pod/container`. @default [] */
  hiddenSources: readonly string[]
}

/** Shows everything and looks for nothing. */
export const defaultFilter: LogFilter = {
  text: '',
  isRegex: false,
  isCaseSensitive: false,
  onlyMatches: false,
  context: 0,
  hiddenSources: [],
}
