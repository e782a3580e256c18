import type { TopicKind } from '@catalyst/api/topics'
import type { ConnectionState, TopicObjects, TopicOf, TopicState } from '@catalyst/sdk'
import {
  type QueryClient,
  type QueryKey,
  useQuery,
  useQueryClient,
  type UseQueryOptions,
  type UseQueryResult,
} from '@tanstack/react-query'
import type { Freshness } from './Freshness.ts'
import type { LiveOptions } from './LiveOptions.ts'
import { useConnection } from './useConnection.ts'
import { type TopicStatus, useTopicState } from './useTopicState.ts'

/** Puts what a topic says into the query cache. */
export type WriteTopic<TObject> = (queryClient: QueryClient, state: TopicState<TObject>) => void

export interface LiveQuery<TKind extends TopicKind> extends LiveOptions {
  /** What to watch; `undefined` as long as it isn't known. */
  topic: TopicOf<TKind> | undefined
  write: WriteTopic<TopicObjects[TKind]>
}

/** A result of the kit's query hooks. */
export type LiveQueryResult<TData> = UseQueryResult<TData> & Freshness

/**
 * The bridge between the event stream and the query cache: first data comes by request or by the stream's snapshot, whichever is
 * first; the stream keeps it current; polling takes over while the stream is down.
 */
export function useLiveQuery<TQueryData, TData, TKey extends QueryKey, TKind extends TopicKind>(
  options: UseQueryOptions<TQueryData, Error, TData, TKey>,
  { topic, write, live = true, refetchInterval = 5_000, enabled = true }: LiveQuery<TKind>,
): LiveQueryResult<TData> {
  const queryClient = useQueryClient()
  const connection = useConnection()
  const watched = live && enabled ? topic : undefined
  const status = useTopicState(watched, (state) => {
    if (state.status === 'live') write(queryClient, state)
  })
  const isLive = watched !== undefined && status.status === 'live'
  const query = useQuery({
    ...options,
    enabled,
    refetchInterval: isLive ? false : refetchInterval,
    // The next poll is the next try: a fault shows at once instead of after a row of silent ones.
    ...(refetchInterval === false ? {} : { retry: false }),
    ...(isLive ? { staleTime: Number.POSITIVE_INFINITY } : {}),
  })
  return { ...query, ...freshnessOf(query, { status, connection, watched: watched !== undefined }) }
}

interface Sources {
  status: TopicStatus
  connection: ConnectionState
  watched: boolean
}

/** Polling that succeeds makes up for a lost stream, but not for a proxy that has itself lost the cluster. */
function freshnessOf(
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
