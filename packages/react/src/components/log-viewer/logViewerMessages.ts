/** Words of `LogViewer`. */
export interface LogViewerMessages {
  /** Name of the log for screen readers. */
  log: string
  container: string
  allContainers: string
  tail: string
  tailLines: (count: number) => string
  allLines: string
  search: string
  matches: (current: number, total: number) => string
  noMatches: string
  previousMatch: string
  nextMatch: string
  clearSearch: string
  onlyMatches: string
  timestamps: string
  wrap: string
  previousContainer: string
  copy: string
  copied: string
  copyFailed: string
  download: string
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
  failed: string
  connectionLost: (seconds: number) => string
  /** Said once when the connection is lost. */
  connectionLostShort: string
  reconnecting: (seconds: number | undefined) => string
  empty: string
  noMatchingLines: string
  lines: (count: number) => string
  rotated: (from: string | undefined, to: string | undefined) => string
  containerRestarted: (container: string | undefined, reason: string | undefined) => string
  containerEnded: (container: string | undefined, reason: string | undefined) => string
  podGone: (pod: string | undefined) => string
  dropped: (count: number) => string
  showWholeLine: (characters: number) => string
}

const number = new Intl.NumberFormat('en')
const of = (name: string | undefined, otherwise: string) => name ?? otherwise
const because = (reason: string | undefined) => (reason === undefined || reason === '' ? '' : ` (${reason})`)

export const logViewerMessages: LogViewerMessages = {
  log: 'Log',
  container: 'Container',
  allContainers: 'All containers',
  tail: 'Show',
  tailLines: (count) => `Last ${number.format(count)}`,
  allLines: 'Everything',
  search: 'Search the log',
  matches: (current, total) => `${number.format(current)} of ${number.format(total)}`,
  noMatches: 'No match',
  previousMatch: 'Previous match',
  nextMatch: 'Next match',
  clearSearch: 'Clear the search',
  onlyMatches: 'Show matching lines only',
  timestamps: 'Show times',
  wrap: 'Wrap long lines',
  previousContainer: 'Log of the run before the last restart',
  copy: 'Copy what is loaded',
  copied: 'Copied',
  copyFailed: 'The browser did not allow copying',
  download: 'Download what is loaded',
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
  gone: (reason) => `The pod is gone${because(reason)}; its log stays here`,
  failed: 'The log can not be shown',
  connectionLostShort: 'Connection lost, reconnecting. No line will be missed.',
  connectionLost: (seconds) => `Connection lost ${seconds} s ago.`,
  reconnecting: (seconds) =>
    seconds === undefined || seconds <= 0
      ? 'Reconnecting … No line will be missed.'
      : `Trying again in ${seconds} s. No line will be missed.`,
  empty: 'Nothing was written yet',
  noMatchingLines: 'No line matches the search',
  lines: (count) => (count === 1 ? '1 line' : `${number.format(count)} lines`),
  rotated: (from, to) =>
    from === undefined || to === undefined
      ? 'Lines are missing here: the log was rotated'
      : `Lines from ${from} to ${to} are missing: the log was rotated`,
  containerRestarted: (container, reason) => `${of(container, 'The container')} restarted${because(reason)}`,
  containerEnded: (container, reason) => `${of(container, 'The container')} ended${because(reason)}`,
  podGone: (pod) => `${of(pod, 'The pod')} is gone`,
  dropped: (count) => `${number.format(count)} older lines were dropped to keep the page fast`,
  showWholeLine: (characters) => `Show all ${number.format(characters)} characters`,
}
