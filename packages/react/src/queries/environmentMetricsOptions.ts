import type { CatalystClient, ResourceRef } from '@catalyst/sdk'
import { queryOptions } from '@tanstack/react-query'
import { queryDefaults } from './queryDefaults.ts'
import { queryKeys } from './queryKeys.ts'

/** Usage of an environment against its quota, or why it can't be told. */
export function environmentMetricsOptions(client: CatalystClient, ref: ResourceRef) {
  return queryOptions({
    ...queryDefaults,
    queryKey: queryKeys.environmentMetrics(ref),
    queryFn: ({ signal }) => client.environments.metrics(ref, { signal }),
  })
}
