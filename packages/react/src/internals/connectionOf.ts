import type { ConnectionState } from '@catalyst/sdk'
import type { Freshness } from '../hooks/Freshness.ts'

export interface ShownConnection {
  state: ConnectionState['state']
  since?: Date | undefined
  retryAt?: Date | undefined
  reason?: string | undefined
}

/** What is said of data on the screen: stale data is stale whatever the stream does, other data is as the stream is. */
export function connectionOf(freshness: Freshness, connection: ConnectionState): ShownConnection {
  const { stale, staleSince, staleReason, retryAt } = freshness
  if (stale) return { state: 'stale', since: staleSince, retryAt: retryAt ?? connection.retryAt, reason: staleReason }
  // What else the caller's object carries is not for the element.
  const { state, since, reason } = connection
  return { state, since, retryAt: connection.retryAt, reason }
}
