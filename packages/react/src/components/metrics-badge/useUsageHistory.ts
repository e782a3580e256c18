import type { EnvironmentMetrics, PodMetricsResult } from '@catalyst/api'
import { skipToken, useQuery, useQueryClient, type QueryKey } from '@tanstack/react-query'
import { useEffect } from 'react'
import { type UsageSample, withSample } from './usageHistory.ts'

const nothing: readonly UsageSample[] = []

/** What was measured since the page has looked, kept in the query cache beside the newest measurement: all that show it share it. */
export function useUsageHistory(
  queryKey: QueryKey,
  metrics: PodMetricsResult | EnvironmentMetrics | undefined,
): readonly UsageSample[] {
  const queryClient = useQueryClient()
  const historyKey = [...queryKey, 'history']
  const { data = nothing } = useQuery<readonly UsageSample[]>({ queryKey: historyKey, queryFn: skipToken })
  const hash = JSON.stringify(historyKey)
  useEffect(() => {
    if (metrics === undefined || !metrics.available) return
    const measured = 'metrics' in metrics ? metrics.metrics : metrics
    queryClient.setQueryData<readonly UsageSample[]>(JSON.parse(hash) as QueryKey, (before = nothing) =>
      withSample(before, measured),
    )
  }, [queryClient, hash, metrics])
  return data
}
