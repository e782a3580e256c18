import type { ConfigurationChange, ResourceRef } from '@catalyst/sdk'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCatalystClient } from '../provider/useCatalystClient.ts'
import { cacheConfiguration } from './cacheConfiguration.ts'

export interface ResetConfigurationVariables extends ResourceRef {
  /** Whose overrides are removed. @default 'project' */
  scope?: ConfigurationChange['scope']
}

/** Goes back to the command that was detected for an environment. */
export function useResetConfiguration() {
  const client = useCatalystClient()
  const queryClient = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: ({ scope, ...ref }: ResetConfigurationVariables) =>
      client.environments.resetConfiguration(ref, { scope }),
    onSuccess: (configuration, { scope: _, ...ref }) => cacheConfiguration(queryClient, ref, configuration),
  })
}
