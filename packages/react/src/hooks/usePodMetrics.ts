import type { PodMetricsResult } from '@catalyst/api'
import type { PodRef } from '@catalyst/sdk'
import { useCatalystClient } from '../provider/useCatalystClient.ts'
import { podMetricsOptions } from '../queries/podMetricsOptions.ts'
import type { LiveOptions } from './LiveOptions.ts'
import { type LiveQueryResult, useLiveQuery } from './useLiveQuery.ts'

/** Usage of a pod. All badges of a namespace share one topic, which the proxy measures every 15 s. */
export function usePodMetrics(
  ref: PodRef,
  { refetchInterval = 15_000, ...options }: LiveOptions = {},
): LiveQueryResult<PodMetricsResult> {
  const query = podMetricsOptions(useCatalystClient(), ref)
  return useLiveQuery(query, {
    ...options,
    refetchInterval,
    topic: { kind: 'metrics', cluster: ref.cluster ?? '-', namespace: ref.namespace },
    write: (queryClient, { items }) => {
      const metrics = items.find(({ metadata }) => metadata.name === ref.pod)
      // A pod that was not measured yet is for the request to explain.
      if (metrics === undefined) {
        void queryClient.invalidateQueries({ queryKey: query.queryKey, exact: true })
        return
      }
      const result: PodMetricsResult = { available: true, metrics }
      queryClient.setQueryData(query.queryKey, result)
    },
  })
}
