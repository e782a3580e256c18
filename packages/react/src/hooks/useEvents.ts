import type { KubernetesEvent, ResourceList } from '@catalyst/api'
import { useCatalystClient } from '../provider/useCatalystClient.ts'
import type { EnvironmentTarget } from '../queries/EnvironmentTarget.ts'
import { eventListOptions } from '../queries/eventListOptions.ts'
import type { NamespaceScope } from '../queries/queryKeys.ts'
import type { LiveOptions } from './LiveOptions.ts'
import { type LiveQueryResult, useLiveQuery } from './useLiveQuery.ts'
import { writeList } from './writeList.ts'

/**
 * Events of a namespace, kept current over the event stream; or those of an environment and of what runs in it, which lie in two
 * namespaces and are polled, every 10 s by default.
 */
export function useEvents(
  scope: NamespaceScope | EnvironmentTarget,
  options: LiveOptions = {},
): LiveQueryResult<ResourceList<KubernetesEvent>> {
  const query = eventListOptions(useCatalystClient(), scope)
  const { cluster = '-', namespace } = scope
  return useLiveQuery(query, {
    ...options,
    refetchInterval: options.refetchInterval ?? (scope.environment === undefined ? undefined : 10_000),
    topic:
      scope.environment === undefined
        ? { kind: 'events', cluster, namespace, labelSelector: scope.labelSelector }
        : undefined,
    write: writeList(query.queryKey),
  })
}
