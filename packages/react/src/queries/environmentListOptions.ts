import type { Environment, ResourceList } from '@catalyst/api'
import type { CatalystClient } from '@catalyst/sdk'
import { queryOptions } from '@tanstack/react-query'
import { type EnvironmentFilter, matchesScope } from './matchesScope.ts'
import { queryDefaults } from './queryDefaults.ts'
import { type ListScope, queryKeys } from './queryKeys.ts'
import { shareUnchanged } from './shareUnchanged.ts'

/** Which environments: of one namespace or all that the caller may see, narrowed by labels, team, project or phase. */
export interface EnvironmentScope extends ListScope, EnvironmentFilter {}

/**
 * Environments, for `useQuery`, prefetching and cache writes alike. Team, project and phase choose among what is cached, so that
 * another filter shows at once and one watch serves them all.
 */
export function environmentListOptions(client: CatalystClient, scope: EnvironmentScope = {}) {
  const { cluster, namespace, labelSelector, ...filter } = scope
  return queryOptions({
    ...queryDefaults,
    queryKey: queryKeys.environmentList(scope),
    queryFn: ({ signal }) => client.environments.list({ cluster, namespace, labelSelector }, { signal }),
    structuralSharing: shareUnchanged,
    select: (list: ResourceList<Environment>) =>
      Object.values(filter).every((value) => value === undefined)
        ? list
        : { ...list, items: list.items.filter((environment) => matchesScope(environment, filter)) },
  })
}
