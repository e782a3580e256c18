import type { Configuration, ResourceRef } from '@catalyst/sdk'
import type { QueryClient } from '@tanstack/react-query'
import { queryKeys } from '../queries/queryKeys.ts'

/** Writes the configuration that a change was answered with where the cache holds it. */
export function cacheConfiguration(queryClient: QueryClient, ref: ResourceRef, configuration: Configuration): void {
  const queryKey = queryKeys.environmentConfiguration(ref)
  // A poll that was sent before the change would bring back what was.
  void queryClient.cancelQueries({ queryKey, exact: true })
  queryClient.setQueryData(queryKey, configuration)
}
