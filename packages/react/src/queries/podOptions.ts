import type { CatalystClient, PodRef } from '@catalyst/sdk'
import { queryOptions } from '@tanstack/react-query'
import { queryDefaults } from './queryDefaults.ts'
import { queryKeys } from './queryKeys.ts'

/** One pod. */
export function podOptions(client: CatalystClient, ref: PodRef) {
  return queryOptions({
    ...queryDefaults,
    queryKey: queryKeys.pod(ref),
    queryFn: ({ signal }) => client.pods.get(ref, { signal }),
  })
}
