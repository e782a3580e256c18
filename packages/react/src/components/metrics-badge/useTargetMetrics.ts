import type { EnvironmentMetrics, PodMetricsResult } from '@catalyst/api'
import type { PodRef } from '@catalyst/sdk'
import type { LiveQueryResult } from '../../hooks/useLiveQuery.ts'
import { useMetrics } from '../../hooks/useMetrics.ts'
import type { EnvironmentTarget } from '../../queries/EnvironmentTarget.ts'
import { queryKeys } from '../../queries/queryKeys.ts'
import type { UsageSample } from './usageHistory.ts'
import { useUsageHistory } from './useUsageHistory.ts'

/** Whose usage is shown. */
export type MetricsTarget = PodRef | EnvironmentTarget

export interface TargetMetrics {
  metrics: PodMetricsResult | EnvironmentMetrics | undefined
  /** Loading failed, and nothing older is there. */
  failed: boolean
  history: readonly UsageSample[]
  /** Since when nothing newer is known. */
  staleSince: Date | undefined
}

/** Usage of a pod or of an environment, kept current, and how it went since the page has looked. */
export function useTargetMetrics(target: MetricsTarget): TargetMetrics {
  const { cluster, namespace } = target
  // The two signatures of `useMetrics` are one function.
  const { data, isError, stale, staleSince } = useMetrics(target as PodRef) as LiveQueryResult<
    PodMetricsResult | EnvironmentMetrics
  >
  const queryKey =
    'pod' in target
      ? queryKeys.podMetrics(target)
      : queryKeys.environmentMetrics({ cluster, namespace, name: target.environment })
  return {
    metrics: data,
    failed: isError && data === undefined,
    history: useUsageHistory(queryKey, data),
    staleSince: stale ? staleSince : undefined,
  }
}
