/** Words of `Terminal`. */
export interface TerminalMessages {
  /** Name of the terminal for screen readers. */
  terminal: string
  input: string
  loading: string
  connecting: string
  open: string
  reconnecting: (seconds: number | undefined) => string
  /** A shell that ended by itself. */
  ended: (exitCode: number) => string
  /** What some exit codes mean, in one sentence each. */
  exitMeans: Readonly<Record<number, string>>
  /** A session that something else ended, in one sentence each. */
  endedBecause: Record<
    'forbidden' | 'gone' | 'expired' | 'replaced' | 'lost' | 'blocked' | 'noShell' | 'signedOut' | 'unknown',
    string
  >
  /** What became of the container meanwhile, in one sentence each. */
  since: Record<'podGone' | 'podLeaving' | 'podEnded' | 'restarted', string> & {
    containerEnded: (exitCode: number, reason: string | undefined) => string
  }
  /** A container that does not run, so that no shell opens in it. */
  waiting: (container: string, reason: string | undefined) => string
  notRunning: (container: string, reason: string | undefined) => string
  reconnect: string
  /** Stands between two sessions. */
  newSession: string
  failed: string
  leaveHint: string
  left: string
  screenReaderMode: string
  opens: (url: string) => string
  copy: string
  copied: string
  notCopied: string
  paste: string
  /** Where the browser lets no button read the clipboard. */
  notPasted: string
  pasteTitle: (lines: number) => string
  pasteText: string
  pasteConfirm: string
  pasteAsOneLine: string
  moreLines: (count: number) => string
  find: string
  findText: string
  findNext: string
  findPrevious: string
  findClose: string
  caseSensitive: string
  regex: string
  matches: (current: number, count: number, isMore: boolean) => string
  noMatches: string
  badRegex: (error: string) => string
  container: string
  containerGroups: Record<'container' | 'init' | 'ephemeral', string>
  containerStates: Record<'running' | 'waiting' | 'terminated' | 'unknown', string>
  debug: string
  debugIntro: string
  debugImage: string
  debugDefaultImage: string
  debugTarget: (container: string) => string
  debugStart: string
  debugStarting: string
  cancel: string
  simpleMode: string
  interactiveMode: string
  /** Why commands are sent one by one although nobody asked for it. */
  blocked: string
  simpleIntro: string
  command: string
  run: string
  stop: string
  stopped: string
  output: string
  exitCode: (code: number) => string
  truncated: string
}

export const terminalMessages: TerminalMessages = {
  terminal: 'Terminal',
  input: 'Terminal input',
  loading: 'Loading the terminal …',
  connecting: 'Connecting …',
  open: 'Connected',
  reconnecting: (seconds) =>
    seconds === undefined || seconds <= 0
      ? 'Connection lost, reconnecting … The shell is kept, and what you type too.'
      : `Connection lost, trying again in ${seconds} s. The shell is kept, and what you type too.`,
  ended: (exitCode) => `The shell ended with exit code ${exitCode}.`,
  exitMeans: {
    126: 'That is: the command may not be run.',
    127: 'That is: the command was not found.',
    130: 'That is: it was interrupted.',
    137: 'That is: it was killed, as when the container is stopped or runs out of memory.',
    143: 'That is: it was told to end, as when the container is stopped.',
  },
  endedBecause: {
    forbidden: 'You may not open a shell here.',
    gone: 'The pod or its container is gone.',
    expired: 'The shell is no longer kept: it was away for more than a minute, or the server was restarted.',
    replaced: 'The shell was taken over by another tab or window.',
    lost: 'The connection was lost and did not come back.',
    blocked: 'No WebSocket gets through to the server.',
    noShell: 'The container has no shell.',
    signedOut: 'You are signed out.',
    unknown: 'The session was ended.',
  },
  since: {
    podGone: 'The pod was deleted.',
    podLeaving: 'The pod is being deleted.',
    podEnded: 'The pod has ended.',
    restarted: 'The container was restarted and runs again.',
    containerEnded: (exitCode, reason) =>
      `The container ended with exit code ${exitCode}${reason === undefined ? '' : ` (${reason})`}.`,
  },
  waiting: (container, reason) =>
    `Container ${container} has not started yet${reason === undefined ? '' : ` (${reason})`}. The shell opens when it runs.`,
  notRunning: (container, reason) =>
    `Container ${container} has ended${reason === undefined ? '' : ` (${reason})`}, so no shell can run in it. If it starts again, the shell opens.`,
  reconnect: 'Reconnect',
  newSession: 'new session',
  failed: 'The terminal could not be loaded. Check that you are online, and load the page again.',
  leaveHint: 'Ctrl+Shift+X leaves the terminal',
  left: 'You left the terminal. Tab goes on, Shift+Tab goes back into it.',
  screenReaderMode: 'Screen reader mode',
  opens: (url) => `Opens ${url}`,
  copy: 'Copy the selection, or everything (Ctrl+Shift+C)',
  copied: 'Copied.',
  notCopied: 'The browser did not allow to copy.',
  paste: 'Paste (Ctrl+Shift+V)',
  notPasted: 'The browser does not let a button read the clipboard: press Ctrl+Shift+V in the terminal, on a Mac ⌘V.',
  pasteTitle: (lines) => `Paste ${lines} lines?`,
  pasteText: 'The shell runs every line as soon as it is pasted.',
  pasteConfirm: 'Paste',
  pasteAsOneLine: 'Paste as one line',
  moreLines: (count) => `… and ${count} more`,
  find: 'Find (Ctrl+Shift+F)',
  findText: 'Find in the terminal',
  findNext: 'Next match',
  findPrevious: 'Previous match',
  findClose: 'Close the search',
  caseSensitive: 'Match case',
  regex: 'Regular expression',
  matches: (current, count, isMore) => `${current > 0 ? `${current} of ` : ''}${count}${isMore ? ' or more' : ''}`,
  noMatches: 'No matches',
  badRegex: (error) => `Not a regular expression: ${error}`,
  container: 'Container',
  containerGroups: { container: 'Containers', init: 'Init containers', ephemeral: 'Debug containers' },
  containerStates: { running: 'running', waiting: 'waiting', terminated: 'ended', unknown: 'unknown' },
  debug: 'Debug container …',
  debugIntro:
    'Adds a container with tools of its own to the running pod. It can not be taken away again: it stays until the pod goes.',
  debugImage: 'Image',
  debugDefaultImage: 'the one this server is set up with',
  debugTarget: (container) => `See the processes of ${container}`,
  debugStart: 'Start',
  debugStarting: 'Starting …',
  cancel: 'Cancel',
  simpleMode: 'Run commands one by one',
  interactiveMode: 'Use the interactive terminal',
  blocked:
    'No WebSocket gets through to the server, so an interactive shell is not possible here. Commands are sent one by one instead.',
  simpleIntro: 'Each command runs by itself: nothing is kept from one to the next, not even the folder.',
  command: 'Command',
  run: 'Run',
  stop: 'Stop waiting',
  stopped: 'You stopped waiting. The command may still run.',
  output: 'Output',
  exitCode: (code) => `exit code ${code}`,
  truncated: 'The output was longer and was cut here.',
}
