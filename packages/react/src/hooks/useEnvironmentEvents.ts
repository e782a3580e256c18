import type { KubernetesEvent, ResourceList } from '@catalyst/api'
import type { ResourceRef } from '@catalyst/sdk'
import { useCatalystClient } from '../provider/useCatalystClient.ts'
import { environmentEventListOptions } from '../queries/environmentEventListOptions.ts'
import type { LiveOptions } from './LiveOptions.ts'
import { type LiveQueryResult, useLiveQuery } from './useLiveQuery.ts'

/** Events of an environment and of what runs in it; they lie in two namespaces, so they are polled. */
export function useEnvironmentEvents(
  ref: ResourceRef,
  { refetchInterval = 10_000, ...options }: LiveOptions = {},
): LiveQueryResult<ResourceList<KubernetesEvent>> {
  const query = environmentEventListOptions(useCatalystClient(), ref)
  return useLiveQuery(query, { ...options, refetchInterval, topic: undefined, write: () => undefined })
}
