import type { EnvironmentMetrics, PodMetrics, PodMetricsResult } from '@catalyst/api'
import type { PodRef, TopicState } from '@catalyst/sdk'
import type { QueryClient, UseQueryOptions } from '@tanstack/react-query'
import { useCatalystClient } from '../provider/useCatalystClient.ts'
import { environmentMetricsOptions } from '../queries/environmentMetricsOptions.ts'
import type { EnvironmentTarget } from '../queries/EnvironmentTarget.ts'
import { podMetricsOptions } from '../queries/podMetricsOptions.ts'
import { queryKeys } from '../queries/queryKeys.ts'
import type { LiveOptions } from './LiveOptions.ts'
import { type LiveQueryResult, useLiveQuery } from './useLiveQuery.ts'

/**
 * Usage of an environment against its quota, or of a pod; or in plain words why it can't be told. As new as metrics-server measures,
 * every 15 s. All pods of a namespace share one topic; an environment is polled.
 */
export function useMetrics(target: EnvironmentTarget, options?: LiveOptions): LiveQueryResult<EnvironmentMetrics>
export function useMetrics(target: PodRef, options?: LiveOptions): LiveQueryResult<PodMetricsResult>
export function useMetrics(target: EnvironmentTarget | PodRef, options: LiveOptions = {}): LiveQueryResult<unknown> {
  const client = useCatalystClient()
  const { cluster = '-', namespace } = target
  const pod = 'pod' in target ? target : undefined
  const query = 'pod' in target ? podMetricsOptions(client, target) : environmentMetricsOptions(client, target)
  // Which of the two it is shows in the signatures; what they do here is the same.
  return useLiveQuery(query as unknown as UseQueryOptions<unknown>, {
    ...options,
    refetchInterval: options.refetchInterval ?? 15_000,
    topic: pod === undefined ? undefined : { kind: 'metrics', cluster, namespace },
    write: pod === undefined ? () => undefined : writeMetrics(pod),
  })
}

function writeMetrics(ref: PodRef) {
  const queryKey = queryKeys.podMetrics(ref)
  return (queryClient: QueryClient, { items }: TopicState<PodMetrics>): void => {
    const metrics = items.find(({ metadata }) => metadata.name === ref.pod)
    // A pod that was not measured yet is for the request to explain.
    if (metrics === undefined) {
      void queryClient.invalidateQueries({ queryKey, exact: true })
      return
    }
    const result: PodMetricsResult = { available: true, metrics }
    queryClient.setQueryData(queryKey, result)
  }
}
