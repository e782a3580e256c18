import type { Pod, ResourceList } from '@catalyst/api'
import { useCatalystClient } from '../provider/useCatalystClient.ts'
import { podListOptions } from '../queries/podListOptions.ts'
import type { NamespaceScope } from '../queries/queryKeys.ts'
import type { LiveOptions } from './LiveOptions.ts'
import { type LiveQueryResult, useLiveQuery } from './useLiveQuery.ts'
import { writeList } from './writeList.ts'

/** Pods of a namespace, kept current. */
export function usePods(scope: NamespaceScope, options: LiveOptions = {}): LiveQueryResult<ResourceList<Pod>> {
  const query = podListOptions(useCatalystClient(), scope)
  const { cluster = '-', namespace, labelSelector } = scope
  return useLiveQuery(query, {
    ...options,
    topic: { kind: 'pods', cluster, namespace, labelSelector },
    write: writeList(query.queryKey),
  })
}
