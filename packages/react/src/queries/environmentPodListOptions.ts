import type { CatalystClient, ResourceRef } from '@catalyst/sdk'
import { queryOptions } from '@tanstack/react-query'
import { queryDefaults } from './queryDefaults.ts'
import { queryKeys } from './queryKeys.ts'
import { shareUnchanged } from './shareUnchanged.ts'

/** The pods that run in an environment. */
export function environmentPodListOptions(client: CatalystClient, ref: ResourceRef) {
  return queryOptions({
    ...queryDefaults,
    queryKey: queryKeys.environmentPods(ref),
    queryFn: ({ signal }) => client.environments.pods(ref, { signal }),
    structuralSharing: shareUnchanged,
  })
}
