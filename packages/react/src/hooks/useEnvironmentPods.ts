import type { Pod, ResourceList } from '@catalyst/api'
import type { ResourceRef } from '@catalyst/sdk'
import { useCatalystClient } from '../provider/useCatalystClient.ts'
import { environmentPodListOptions } from '../queries/environmentPodListOptions.ts'
import type { LiveOptions } from './LiveOptions.ts'
import { useEnvironmentNamespace } from './useEnvironmentNamespace.ts'
import { type LiveQueryResult, useLiveQuery } from './useLiveQuery.ts'
import { writeList } from './writeList.ts'

/** The pods that run in an environment, kept current. */
export function useEnvironmentPods(ref: ResourceRef, options: LiveOptions = {}): LiveQueryResult<ResourceList<Pod>> {
  const query = environmentPodListOptions(useCatalystClient(), ref)
  const namespace = useEnvironmentNamespace(ref)
  return useLiveQuery(query, {
    ...options,
    topic: namespace === undefined ? undefined : { kind: 'pods', cluster: ref.cluster ?? '-', namespace },
    write: writeList(query.queryKey),
  })
}
