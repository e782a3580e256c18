import type { LogKeyAction } from './logKeys.ts'
import type { LogTimestamps } from './LogLook.ts'
import type { LogSeverity } from './severity/LogSeverity.ts'

/** Words of `LogViewer`. */
export interface LogViewerMessages {
  /** Name of the log for screen readers. */
  log: string
  container: string
  allContainers: string
  tail: string
  tailLines: (count: number) => string
  allLines: string
  since: string
  anyTime: string
  sinceSeconds: (seconds: number) => string
  /** The choice of a log that was opened at one of its lines. */
  sinceLine: string
  search: string
  matchCase: string
  useRegex: string
  /** A regular expression that is none; the problem is the browser's own text. */
  badRegex: (problem: string) => string
  /** How much of the log was looked through, from 0 to 1. */
  searching: (progress: number) => string
  matches: (current: number, total: number) => string
  noMatches: string
  previousMatch: string
  nextMatch: string
  clearSearch: string
  onlyMatches: string
  context: string
  contextLines: (count: number) => string
  /** The panel of severities and sources. */
  filter: string
  filterActive: (hidden: number) => string
  severities: string
  severity: (severity: LogSeverity) => string
  sources: string
  noSources: string
  onlySource: (source: string) => string
  /** The face of the button that `onlySource` names. */
  only: string
  showAll: string
  /** The panel of how lines look. */
  look: string
  times: string
  timestamps: (timestamps: LogTimestamps) => string
  wrap: string
  lineNumbers: string
  json: string
  follow: string
  pause: string
  more: string
  clear: string
  keys: string
  keysHint: string
  keyAction: (action: LogKeyAction) => string
  close: string
  linkedLine: (number: number) => string
  linkedLineMissing: string
  loadLine: string
  copyLink: string
  unmark: string
  copyLine: string
  copiedLine: string
  collapseLine: string
  lineLink: (number: number) => string
  expandJson: string
  collapseJson: string
  previousContainer: string
  copy: string
  copyShown: string
  copied: string
  copyFailed: string
  download: string
  downloadShown: string
  downloadAll: string
  downloadingAll: string
  downloadFailed: string
  lookAgain: string
  newLines: (count: number) => string
  jumpToEnd: string
  connecting: string
  streaming: string
  complete: string
  waiting: (container: string | undefined, reason: string | undefined) => string
  ended: (reason: string | undefined) => string
  gone: (reason: string | undefined) => string
  failed: (problem: string) => string
  connectionLost: (seconds: number) => string
  /** Said once when the connection is lost. */
  connectionLostShort: string
  reconnecting: (seconds: number | undefined) => string
  empty: string
  /** There was no run before the last restart, or nothing of it is kept. */
  emptyPrevious: string
  noMatchingLines: string
  allHidden: string
  lines: (count: number) => string
  shownLines: (shown: number, count: number) => string
  /** Said to screen readers now and then while lines arrive. */
  arrivedLines: (count: number) => string
  rotated: (from: string | undefined, to: string | undefined) => string
  containerRestarted: (container: string | undefined, reason: string | undefined) => string
  containerEnded: (container: string | undefined, reason: string | undefined) => string
  podGone: (pod: string | undefined) => string
  /** The stream was lost for a while; nothing is missing. */
  reconnected: (from: string | undefined, to: string | undefined) => string
  dropped: (count: number) => string
  showWholeLine: (characters: number) => string
}

const number = new Intl.NumberFormat('en')
const of = (name: string | undefined, otherwise: string) => name ?? otherwise
const because = (reason: string | undefined) => (reason === undefined || reason === '' ? '' : ` (${reason})`)

const severityNames: Readonly<Record<LogSeverity, string>> = {
  error: 'Errors',
  warning: 'Warnings',
  info: 'Info',
  debug: 'Debug',
  other: 'Other',
}

const timestampNames: Readonly<Record<LogTimestamps, string>> = {
  off: 'Off',
  local: 'Local time',
  utc: 'UTC',
  relative: 'How long ago',
}

const keyActions: Readonly<Record<LogKeyAction, string>> = {
  search: 'Search',
  nextMatch: 'Next match',
  previousMatch: 'Previous match',
  onlyMatches: 'Matching lines only, on or off',
  start: 'To the first line',
  end: 'To the end, and follow it',
  follow: 'Follow or pause',
  nextLine: 'Mark the next line',
  previousLine: 'Mark the line before',
  open: 'Show the marked line whole, or less of it',
  copyLink: 'Copy a link to the marked line',
  filter: 'Severities and sources',
  timestamps: 'Next kind of times',
  wrap: 'Wrap long lines, on or off',
  lineNumbers: 'Line numbers, on or off',
  json: 'Readable JSON, on or off',
  selectAll: 'Select every line',
  leave: 'Unselect, unmark, close what is open',
  keys: 'These keys',
}

export const logViewerMessages: LogViewerMessages = {
  log: 'Log',
  container: 'Container',
  allContainers: 'All',
  tail: 'Show',
  tailLines: (count) => `Last ${number.format(count)}`,
  allLines: 'Everything',
  since: 'Since',
  anyTime: 'Any time',
  sinceSeconds: (seconds) => (seconds < 3600 ? `${seconds / 60} min ago` : `${seconds / 3600} h ago`),
  sinceLine: 'The linked line',
  search: 'Search the log',
  matchCase: 'Match case',
  useRegex: 'Regular expression',
  badRegex: (problem) => `This is no regular expression: ${problem}`,
  searching: (progress) => `Searching … ${Math.floor(progress * 100)} %`,
  matches: (current, total) => `${number.format(current)} of ${number.format(total)}`,
  noMatches: 'No match',
  previousMatch: 'Previous match',
  nextMatch: 'Next match',
  clearSearch: 'Clear the search',
  onlyMatches: 'Show matching lines only',
  context: 'Lines around a match',
  contextLines: (count) => (count === 0 ? 'No lines around' : `± ${number.format(count)}`),
  filter: 'Severities and sources',
  filterActive: (hidden) => `Severities and sources, ${number.format(hidden)} hidden`,
  severities: 'Severities',
  severity: (severity) => severityNames[severity],
  sources: 'Sources',
  noSources: 'Nobody has written yet',
  onlySource: (source) => `Only ${source}`,
  only: 'only',
  showAll: 'Show all',
  look: 'How lines look',
  times: 'Times',
  timestamps: (timestamps) => timestampNames[timestamps],
  wrap: 'Wrap long lines',
  lineNumbers: 'Line numbers',
  json: 'Readable JSON',
  follow: 'Follow the end',
  pause: 'Pause: stay here while lines arrive',
  more: 'More',
  clear: 'Clear: forget what is loaded',
  keys: 'Keys',
  keysHint: 'While the lines have the focus:',
  keyAction: (action) => keyActions[action],
  close: 'Close',
  linkedLine: (count) => `Line ${number.format(count)}`,
  loadLine: 'Load the log from there',
  linkedLineMissing: 'The linked line is not in what is loaded',
  copyLink: 'Copy a link to this line',
  unmark: 'Unmark the line',
  copyLine: 'Copy the whole line',
  copiedLine: 'Line copied',
  collapseLine: 'Show less',
  lineLink: (count) => `Mark line ${number.format(count)}`,
  expandJson: 'Show all fields',
  collapseJson: 'Show fewer fields',
  previousContainer: 'Log of the run before the last restart',
  copy: 'Copy what is loaded',
  copyShown: 'Copy the lines that are shown',
  copied: 'Copied',
  copyFailed: 'The browser did not allow copying',
  download: 'Download what is loaded',
  downloadShown: 'Download the lines that are shown',
  downloadAll: 'Download everything that the cluster still has',
  downloadingAll: 'Downloading the whole log …',
  downloadFailed: 'The log could not be downloaded. Try again.',
  lookAgain: 'Look again',
  newLines: (count) => (count === 1 ? '1 new line' : `${number.format(count)} new lines`),
  jumpToEnd: 'Jump to the end',
  connecting: 'Connecting …',
  streaming: 'Live',
  complete: 'End of what was asked for',
  waiting: (container, reason) => `Waiting for ${of(container, 'the container')} to start${because(reason)}`,
  ended: (reason) => `Ended${because(reason)}`,
  gone: (reason) => `It is gone${because(reason)}; its log stays here`,
  failed: (problem) => `The log can not be read: ${problem}`,
  connectionLostShort: 'Connection lost, reconnecting. No line will be missed.',
  connectionLost: (seconds) => `Connection lost ${seconds} s ago.`,
  reconnecting: (seconds) =>
    seconds === undefined || seconds <= 0
      ? 'Reconnecting … No line will be missed.'
      : `Trying again in ${seconds} s. No line will be missed.`,
  empty: 'Nothing was written yet',
  emptyPrevious: 'There was no run before this one, or nothing of it is kept',
  noMatchingLines: 'No line matches the search',
  allHidden: 'Every line is hidden: by its severity or source',
  lines: (count) => (count === 1 ? '1 line' : `${number.format(count)} lines`),
  shownLines: (shown, count) => `${number.format(shown)} of ${number.format(count)} lines`,
  arrivedLines: (count) => (count === 1 ? '1 line arrived' : `${number.format(count)} lines arrived`),
  rotated: (from, to) =>
    from === undefined || to === undefined
      ? 'Lines are missing here: the log was rotated'
      : `Lines from ${from} to ${to} are missing: the log was rotated`,
  containerRestarted: (container, reason) => `${of(container, 'The container')} restarted${because(reason)}`,
  containerEnded: (container, reason) => `${of(container, 'The container')} ended${because(reason)}`,
  podGone: (pod) => `${of(pod, 'What wrote here')} is gone`,
  reconnected: (from, to) =>
    from === undefined || to === undefined
      ? 'The connection was lost here; no line is missing'
      : `No connection from ${from} to ${to}; no line is missing`,
  dropped: (count) => `${number.format(count)} older lines were dropped to keep the page fast`,
  showWholeLine: (characters) => `Show all ${number.format(characters)} characters`,
}
