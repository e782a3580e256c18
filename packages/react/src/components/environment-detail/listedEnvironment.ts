import type { Environment, ResourceList } from '@catalyst/api'
import type { ResourceRef } from '@catalyst/sdk'
import type { QueryClient } from '@tanstack/react-query'
import { queryKeys } from '../../queries/queryKeys.ts'

/** What lists in the cache still know of an environment that can't be had by itself. */
export function listedEnvironment(
  queryClient: QueryClient,
  { cluster, namespace, name }: ResourceRef,
): Environment | undefined {
  const lists = queryClient.getQueriesData<ResourceList<Environment>>({ queryKey: queryKeys.environments(cluster) })
  for (const [, list] of lists) {
    const found = list?.items.find(({ metadata }) => metadata.name === name && metadata.namespace === namespace)
    if (found !== undefined) return found
  }
  return undefined
}
