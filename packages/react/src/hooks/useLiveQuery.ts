import type { TopicKind } from '@catalyst/api/topics'
import { initialTopicState, type TopicObjects, type TopicOf, type TopicState } from '@catalyst/sdk'
import {
  hashKey,
  type QueryClient,
  type QueryKey,
  useQuery,
  useQueryClient,
  type UseQueryOptions,
  type UseQueryResult,
} from '@tanstack/react-query'
import { useState } from 'react'
import { createErrorKeeper } from './createErrorKeeper.ts'
import type { Freshness } from './Freshness.ts'
import type { LiveOptions } from './LiveOptions.ts'
import { freshnessOf, pollingOptions } from './liveState.ts'
import { useConnection } from './useConnection.ts'
import { useTopicStates } from './useTopicStates.ts'

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
  { topic, write, live = true, ...polling }: LiveQuery<TKind>,
): LiveQueryResult<TData> {
  const { queryKey = [] as readonly unknown[] } = options
  const queryClient = useQueryClient()
  const connection = useConnection()
  const watched = live && polling.enabled !== false ? topic : undefined
  const tell = (state: TopicState<TopicObjects[TKind]>) => {
    if (state.status === 'live') write(queryClient, state)
  }
  // Another object of the same topic may be in the cache as it was when it was last looked at.
  const [status = initialTopicState] = useTopicStates([watched], tell, hashKey(queryKey))
  const isLive = watched !== undefined && status.status === 'live'
  const [withError] = useState(createErrorKeeper)
  const query = withError(useQuery({ ...options, ...pollingOptions(isLive, polling) }), queryKey)
  return { ...query, ...freshnessOf(query, { status, connection, watched: watched !== undefined }) }
}
