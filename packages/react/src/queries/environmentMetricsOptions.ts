import type { CatalystClient } from '@catalyst/sdk'
import { queryOptions } from '@tanstack/react-query'
import type { EnvironmentTarget } from './EnvironmentTarget.ts'
import { queryDefaults } from './queryDefaults.ts'
import { queryKeys } from './queryKeys.ts'

/** Usage of an environment against its quota, or why it can't be told. */
export function environmentMetricsOptions(client: CatalystClient, target: EnvironmentTarget) {
  const ref = { ...target, name: target.environment }
  return queryOptions({
    ...queryDefaults,
    queryKey: queryKeys.environmentMetrics(ref),
    queryFn: ({ signal }) => client.environments.metrics(ref, { signal }),
  })
}
