import type { CatalystClient } from '@catalyst/sdk'
import { queryOptions } from '@tanstack/react-query'
import { queryDefaults } from './queryDefaults.ts'
import { type NamespaceScope, queryKeys } from './queryKeys.ts'
import { shareUnchanged } from './shareUnchanged.ts'

/** Events of a namespace. */
export function eventListOptions(client: CatalystClient, scope: NamespaceScope) {
  return queryOptions({
    ...queryDefaults,
    queryKey: queryKeys.eventList(scope),
    queryFn: ({ signal }) => client.pods.events(scope, { signal }),
    structuralSharing: shareUnchanged,
  })
}
