import type { CatalystClient } from '@catalyst/sdk'
import { queryOptions } from '@tanstack/react-query'
import type { EnvironmentTarget } from './EnvironmentTarget.ts'
import { queryDefaults } from './queryDefaults.ts'
import { type NamespaceScope, queryKeys } from './queryKeys.ts'
import { shareUnchanged } from './shareUnchanged.ts'

/** Events of a namespace, or of an environment and of what runs in it. */
export function eventListOptions(client: CatalystClient, scope: NamespaceScope | EnvironmentTarget) {
  return queryOptions({
    ...queryDefaults,
    queryKey: queryKeys.eventList(scope),
    queryFn: ({ signal }) =>
      scope.environment !== undefined
        ? client.environments.events({ ...scope, name: scope.environment }, { signal })
        : client.pods.events(scope, { signal }),
    structuralSharing: shareUnchanged,
  })
}
