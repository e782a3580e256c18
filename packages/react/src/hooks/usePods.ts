import type { Pod, ResourceList } from '@catalyst/api'
import { useCatalystClient } from '../provider/useCatalystClient.ts'
import type { EnvironmentTarget } from '../queries/EnvironmentTarget.ts'
import { podListOptions } from '../queries/podListOptions.ts'
import type { NamespaceScope } from '../queries/queryKeys.ts'
import type { LiveOptions } from './LiveOptions.ts'
import { useEnvironmentNamespace } from './useEnvironmentNamespace.ts'
import { type LiveQueryResult, useLiveQuery } from './useLiveQuery.ts'
import { writeList } from './writeList.ts'

/** Pods of a namespace, or those that run in an environment, kept current. */
export function usePods(
  scope: NamespaceScope | EnvironmentTarget,
  options: LiveOptions = {},
): LiveQueryResult<ResourceList<Pod>> {
  const query = podListOptions(useCatalystClient(), scope)
  const inside = useEnvironmentNamespace(scope.environment !== undefined ? scope : undefined)
  const { cluster = '-' } = scope
  const [namespace, labelSelector] = scope.environment === undefined ? [scope.namespace, scope.labelSelector] : [inside]
  return useLiveQuery(query, {
    ...options,
    topic: namespace === undefined ? undefined : { kind: 'pods', cluster, namespace, labelSelector },
    write: writeList(query.queryKey),
  })
}
