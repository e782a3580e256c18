import type { CatalystClient } from '@catalyst/sdk'
import { queryOptions } from '@tanstack/react-query'
import { queryDefaults } from './queryDefaults.ts'
import { type NamespaceScope, queryKeys } from './queryKeys.ts'
import { shareUnchanged } from './shareUnchanged.ts'

/** Pods of a namespace. */
export function podListOptions(client: CatalystClient, scope: NamespaceScope) {
  return queryOptions({
    ...queryDefaults,
    queryKey: queryKeys.podList(scope),
    queryFn: ({ signal }) => client.pods.list(scope, { signal }),
    structuralSharing: shareUnchanged,
  })
}
