import type { ConnectionState } from '@catalyst/sdk'
import type { UseQueryResult } from '@tanstack/react-query'
import type { Freshness } from './Freshness.ts'
import type { LiveOptions } from './LiveOptions.ts'
import type { TopicStatus } from './useTopicStates.ts'

/** How a query is asked beside a stream: that keeps the data current while it is live; polling takes over while it is down. */
export function pollingOptions(isLive: boolean, { refetchInterval = 5_000, enabled = true }: LiveOptions) {
  return {
    enabled,
    refetchInterval: isLive ? (false as const) : refetchInterval,
    // The next poll is the next try: a fault shows at once instead of after a row of silent ones.
    ...(refetchInterval === false ? {} : { retry: false as const }),
    ...(isLive ? { staleTime: Number.POSITIVE_INFINITY } : {}),
  }
}

interface Sources {
  status: TopicStatus
  connection: ConnectionState
  watched: boolean
}

/** Polling that succeeds makes up for a lost stream, but not for a proxy that has itself lost the cluster. */
export function freshnessOf(
  { data, isError, dataUpdatedAt, error }: UseQueryResult<unknown>,
  { status, connection, watched }: Sources,
): Freshness {
  if (data === undefined) return { stale: false }
  const { since, reason } = status
  if (watched && status.status === 'stale' && since !== undefined) {
    const polled = connection.state !== 'live' && !isError && dataUpdatedAt > since.getTime()
    return polled
      ? { stale: false }
      : { stale: true, staleSince: since, staleReason: reason, retryAt: connection.retryAt }
  }
  if (!isError || (watched && status.status === 'live')) return { stale: false }
  return { stale: true, staleSince: new Date(dataUpdatedAt), staleReason: error?.message }
}
