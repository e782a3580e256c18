/** Words of `ConnectionStatus`. */
export interface ConnectionStatusMessages {
  idle: string
  connecting: string
  live: string
  stale: (ago: string) => string
  /** Said once when the connection is lost. */
  lost: string
  retrying: string
  retryingIn: (seconds: number) => string
  retryNow: string
}

export const connectionStatusMessages: ConnectionStatusMessages = {
  idle: 'Not connected',
  connecting: 'Connecting …',
  live: 'Live',
  stale: (ago) => `Stale since ${ago}`,
  lost: 'Connection lost: what is shown may be out of date.',
  retrying: 'retrying …',
  retryingIn: (seconds) => `retrying in ${seconds} s`,
  retryNow: 'Retry now',
}
