import type { CatalystClient, ResourceRef } from '@catalyst/sdk'
import { queryOptions } from '@tanstack/react-query'
import { queryDefaults } from './queryDefaults.ts'
import { queryKeys } from './queryKeys.ts'

/** One project. */
export function projectOptions(client: CatalystClient, ref: ResourceRef) {
  return queryOptions({
    ...queryDefaults,
    queryKey: queryKeys.project(ref),
    queryFn: ({ signal }) => client.projects.get(ref, { signal }),
  })
}
