import type { CatalystClient, ResourceRef } from '@catalyst/sdk'
import { queryOptions } from '@tanstack/react-query'
import { queryDefaults } from './queryDefaults.ts'
import { queryKeys } from './queryKeys.ts'
import { shareUnchanged } from './shareUnchanged.ts'

/** Events of an environment and of what runs in it. */
export function environmentEventListOptions(client: CatalystClient, ref: ResourceRef) {
  return queryOptions({
    ...queryDefaults,
    queryKey: queryKeys.environmentEvents(ref),
    queryFn: ({ signal }) => client.environments.events(ref, { signal }),
    structuralSharing: shareUnchanged,
  })
}
