import type { EnvironmentMetrics } from '@catalyst/api'
import type { ResourceRef } from '@catalyst/sdk'
import { useCatalystClient } from '../provider/useCatalystClient.ts'
import { environmentMetricsOptions } from '../queries/environmentMetricsOptions.ts'
import type { LiveOptions } from './LiveOptions.ts'
import { type LiveQueryResult, useLiveQuery } from './useLiveQuery.ts'

/** Usage of an environment against its quota, polled every 15 s, as often as metrics-server measures. */
export function useEnvironmentMetrics(
  ref: ResourceRef,
  { refetchInterval = 15_000, enabled }: Omit<LiveOptions, 'live'> = {},
): LiveQueryResult<EnvironmentMetrics> {
  const query = environmentMetricsOptions(useCatalystClient(), ref)
  return useLiveQuery(query, { refetchInterval, enabled, topic: undefined, write: () => undefined })
}
