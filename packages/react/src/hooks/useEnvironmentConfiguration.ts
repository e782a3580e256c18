import type { Configuration, ResourceRef } from '@catalyst/sdk'
import { useCatalystClient } from '../provider/useCatalystClient.ts'
import { environmentConfigurationOptions } from '../queries/environmentConfigurationOptions.ts'
import type { LiveOptions } from './LiveOptions.ts'
import { type LiveQueryResult, useLiveQuery } from './useLiveQuery.ts'

/**
 * The command that was detected for an environment, what overrides it in its project and in itself, and what holds; polled,
 * every 15 s by default.
 */
export function useEnvironmentConfiguration(
  ref: ResourceRef,
  { refetchInterval = 15_000, enabled }: Omit<LiveOptions, 'live'> = {},
): LiveQueryResult<Configuration> {
  const query = environmentConfigurationOptions(useCatalystClient(), ref)
  return useLiveQuery(query, { refetchInterval, enabled, topic: undefined, write: () => undefined })
}
