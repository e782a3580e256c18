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
  /** A session that something else ended, in one sentence each. */
  endedBecause: Record<'forbidden' | 'gone' | 'expired' | 'lost' | 'unknown', string>
  reconnect: string
  /** Stands between two sessions. */
  newSession: string
  failed: string
  leaveHint: string
  left: string
  screenReaderMode: string
  simpleMode: string
  interactiveMode: string
  simpleIntro: string
  command: string
  run: string
  running: string
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
  endedBecause: {
    forbidden: 'You may not open a shell here.',
    gone: 'The pod or its container is gone.',
    expired: 'The connection was lost for too long: the shell was ended.',
    lost: 'The connection was lost and did not come back.',
    unknown: 'The session was ended.',
  },
  reconnect: 'Reconnect',
  newSession: 'new session',
  failed: 'The terminal could not be loaded.',
  leaveHint: 'Ctrl+Shift+X leaves the terminal',
  left: 'You left the terminal. Tab goes on, Shift+Tab goes back into it.',
  screenReaderMode: 'Screen reader mode',
  simpleMode: 'Use simple mode',
  interactiveMode: 'Use the interactive terminal',
  simpleIntro: 'Each command runs by itself: nothing is kept from one to the next, not even the folder.',
  command: 'Command',
  run: 'Run',
  running: 'Running …',
  output: 'Output',
  exitCode: (code) => `exit code ${code}`,
  truncated: 'The output was longer and was cut here.',
}
