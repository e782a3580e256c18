import type { CatalystClient } from '@catalyst/sdk'
import { queryOptions } from '@tanstack/react-query'
import { queryDefaults } from './queryDefaults.ts'
import { type ListScope, queryKeys } from './queryKeys.ts'
import { shareUnchanged } from './shareUnchanged.ts'

/** Projects of one namespace, or all that the caller may see. */
export function projectListOptions(client: CatalystClient, scope: ListScope = {}) {
  const { cluster, namespace, labelSelector } = scope
  return queryOptions({
    ...queryDefaults,
    queryKey: queryKeys.projectList(scope),
    queryFn: ({ signal }) => client.projects.list({ cluster, namespace, labelSelector }, { signal }),
    structuralSharing: shareUnchanged,
  })
}
