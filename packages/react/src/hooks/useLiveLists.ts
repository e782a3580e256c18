import type { ResourceList } from '@catalyst/api'
import { initialTopicState, type TopicOf } from '@catalyst/sdk'
import { type QueryKey, useQueries, useQueryClient, type UseQueryOptions } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { useLatest } from '../internals/useLatest.ts'
import { createErrorKeeper } from './createErrorKeeper.ts'
import type { WrittenKind, WrittenObjects } from './cacheObject.ts'
import type { Freshness } from './Freshness.ts'
import type { LiveOptions } from './LiveOptions.ts'
import { freshnessOf, pollingOptions } from './liveState.ts'
import { useConnection } from './useConnection.ts'
import { usePendingView } from './usePendingView.ts'
import { useTopicStates } from './useTopicStates.ts'
import { writeList } from './writeList.ts'

/** A list as one cluster has it. */
export interface ClusterList<TObject> extends Freshness {
  cluster: string
  /** `undefined` until the cluster has answered. */
  items: readonly TObject[] | undefined
  isPending: boolean
  /** Why it can't be asked; `items` keeps what was known last. */
  error: Error | null
}

/** Lists of one or several clusters as one. A cluster that fails leaves the others alone. */
export interface ClusterListsResult<TObject> extends Freshness {
  /** What all clusters that answered hold, one after the other; `undefined` until one did. */
  data: { items: TObject[] } | undefined
  /** Where no cluster can be asked: why the first one can't. */
  error: Error | null
  isPending: boolean
  isError: boolean
  isSuccess: boolean
  isFetching: boolean
  /** Asks every cluster again. */
  refetch: () => Promise<void>
  /** Each cluster by itself, in the order that was asked for. An object does not say its cluster, its place here does. */
  clusters: readonly ClusterList<TObject>[]
}

interface ClusterListQuery<TKind extends WrittenKind, TKey extends QueryKey> {
  topic: TopicOf<TKind>
  options: UseQueryOptions<ResourceList<WrittenObjects[TKind]>, Error, ResourceList<WrittenObjects[TKind]>, TKey>
}

/** Lists of several clusters, each kept current by its topic or by polling. */
export function useLiveLists<TKind extends WrittenKind, TKey extends QueryKey>(
  queries: readonly ClusterListQuery<TKind, TKey>[],
  { kind, live = true, ...polling }: LiveOptions & { kind: TKind },
): ClusterListsResult<WrittenObjects[TKind]> {
  const queryClient = useQueryClient()
  const connection = useConnection()
  const watched = live && polling.enabled !== false
  const statuses = useTopicStates(
    queries.map(({ topic }) => (watched ? topic : undefined)),
    (state, index) => {
      const options = queries[index]?.options
      if (options !== undefined && state.status === 'live') writeList(options.queryKey)(queryClient, state)
    },
  )
  const [withError] = useState(createErrorKeeper)
  const asked = useQueries({
    queries: queries.map(({ options }, index) => ({
      ...options,
      ...pollingOptions(watched && statuses[index]?.status === 'live', polling),
    })),
  })
  const results = asked.map((result, index) => withError(result, queries[index]?.options.queryKey ?? []))
  const pending = usePendingView(kind)
  const latest = useLatest(results)
  const refetch = useCallback(async () => {
    await Promise.all(latest.current.map((result) => result.refetch()))
  }, [latest])
  const [merge] = useState(createMerge<WrittenObjects[TKind]>)

  const clusters = queries.map(({ topic: { cluster } }, index): ClusterList<WrittenObjects[TKind]> => {
    const result = results[index]
    if (result === undefined) return { cluster, items: undefined, isPending: true, error: null, stale: false }
    const { data, isPending, error } = result
    const status = statuses[index] ?? initialTopicState
    const items = data === undefined ? undefined : pending.list(data.items, cluster)
    return { cluster, items, isPending, error, ...freshnessOf(result, { status, connection, watched }) }
  })
  const lists = clusters.flatMap(({ items }) => (items === undefined ? [] : [items]))
  return {
    data: lists.length === 0 && clusters.length > 0 ? undefined : merge(lists),
    clusters,
    ...stateOf(clusters),
    isFetching: results.some(({ isFetching }) => isFetching),
    refetch,
  }
}

function stateOf(clusters: readonly ClusterList<unknown>[]) {
  const isError = clusters.length > 0 && clusters.every(({ error }) => error !== null)
  const isPending = !isError && clusters.length > 0 && clusters.every(({ items }) => items === undefined)
  const [oldest] = clusters
    .filter(({ stale }) => stale)
    .sort((a, b) => (a.staleSince?.getTime() ?? 0) - (b.staleSince?.getTime() ?? 0))
  const { staleSince, staleReason, retryAt } = oldest ?? {}
  return {
    isError,
    isPending,
    isSuccess: !isError && !isPending,
    error: isError ? (clusters[0]?.error ?? null) : null,
    ...(oldest === undefined ? { stale: false } : { stale: true, staleSince, staleReason, retryAt }),
  }
}

/** Merges lists; the answer stays the same object as long as each of the lists does. */
function createMerge<TObject>() {
  let last: readonly (readonly TObject[])[] = []
  let merged: { items: TObject[] } = { items: [] }
  return (lists: readonly (readonly TObject[])[]) => {
    const same = lists.length === last.length && lists.every((list, index) => list === last[index])
    if (!same) {
      last = lists
      merged = { items: lists.flat() }
    }
    return merged
  }
}
