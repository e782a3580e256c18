import type { CatalystClient, ResourceRef } from '@catalyst/sdk'
import { queryOptions } from '@tanstack/react-query'
import { queryDefaults } from './queryDefaults.ts'
import { queryKeys } from './queryKeys.ts'

/** The command that was detected for an environment, and what overrides it. */
export function environmentConfigurationOptions(client: CatalystClient, ref: ResourceRef) {
  return queryOptions({
    ...queryDefaults,
    queryKey: queryKeys.environmentConfiguration(ref),
    queryFn: ({ signal }) => client.environments.configuration(ref, { signal }),
  })
}
