import type { ClusterInfo } from '@catalyst/api'
import { useCatalystClient } from '../provider/useCatalystClient.ts'
import { clusterListOptions } from '../queries/clusterListOptions.ts'
import type { LiveOptions } from './LiveOptions.ts'
import { type LiveQueryResult, useLiveQuery } from './useLiveQuery.ts'

/** The registered clusters and whether each is reachable, polled. */
export function useClusters({ refetchInterval = 15_000, enabled }: Omit<LiveOptions, 'live'> = {}): LiveQueryResult<{
  items: ClusterInfo[]
}> {
  const query = clusterListOptions(useCatalystClient())
  return useLiveQuery(query, { refetchInterval, enabled, topic: undefined, write: () => undefined })
}
