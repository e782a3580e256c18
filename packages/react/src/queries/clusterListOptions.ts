import type { CatalystClient } from '@catalyst/sdk'
import { queryOptions } from '@tanstack/react-query'
import { queryDefaults } from './queryDefaults.ts'
import { queryKeys } from './queryKeys.ts'

/** The registered clusters and whether each is reachable. */
export function clusterListOptions(client: CatalystClient) {
  return queryOptions({
    ...queryDefaults,
    queryKey: queryKeys.clusters(),
    queryFn: ({ signal }) => client.clusters.list({ signal }),
  })
}
