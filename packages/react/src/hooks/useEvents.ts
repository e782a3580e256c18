import type { KubernetesEvent, ResourceList } from '@catalyst/api'
import { useCatalystClient } from '../provider/useCatalystClient.ts'
import { eventListOptions } from '../queries/eventListOptions.ts'
import type { NamespaceScope } from '../queries/queryKeys.ts'
import type { LiveOptions } from './LiveOptions.ts'
import { type LiveQueryResult, useLiveQuery } from './useLiveQuery.ts'
import { writeList } from './writeList.ts'

/** Events of a namespace, kept current. */
export function useEvents(
  scope: NamespaceScope,
  options: LiveOptions = {},
): LiveQueryResult<ResourceList<KubernetesEvent>> {
  const query = eventListOptions(useCatalystClient(), scope)
  const { cluster = '-', namespace, labelSelector } = scope
  return useLiveQuery(query, {
    ...options,
    topic: { kind: 'events', cluster, namespace, labelSelector },
    write: writeList(query.queryKey),
  })
}
