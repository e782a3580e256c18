import type { CatalystClient } from '@catalyst/sdk'
import { queryOptions } from '@tanstack/react-query'
import type { EnvironmentTarget } from './EnvironmentTarget.ts'
import { queryDefaults } from './queryDefaults.ts'
import { type NamespaceScope, queryKeys } from './queryKeys.ts'
import { shareUnchanged } from './shareUnchanged.ts'

/** Pods of a namespace, or those that run in an environment. */
export function podListOptions(client: CatalystClient, scope: NamespaceScope | EnvironmentTarget) {
  return queryOptions({
    ...queryDefaults,
    queryKey: queryKeys.podList(scope),
    queryFn: ({ signal }) =>
      scope.environment !== undefined
        ? client.environments.pods({ ...scope, name: scope.environment }, { signal })
        : client.pods.list(scope, { signal }),
    structuralSharing: shareUnchanged,
  })
}
