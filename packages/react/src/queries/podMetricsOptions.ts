import type { CatalystClient, PodRef } from '@catalyst/sdk'
import { queryOptions } from '@tanstack/react-query'
import { queryDefaults } from './queryDefaults.ts'
import { queryKeys } from './queryKeys.ts'

/** Usage of a pod and its containers, or why it can't be told. */
export function podMetricsOptions(client: CatalystClient, ref: PodRef) {
  return queryOptions({
    ...queryDefaults,
    queryKey: queryKeys.podMetrics(ref),
    queryFn: ({ signal }) => client.pods.metrics(ref, { signal }),
  })
}
