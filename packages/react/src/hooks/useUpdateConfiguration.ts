import type { ConfigurationChange, ResourceRef } from '@catalyst/sdk'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCatalystClient } from '../provider/useCatalystClient.ts'
import { cacheConfiguration } from './cacheConfiguration.ts'

export interface UpdateConfigurationVariables extends ResourceRef {
  /** What overrides the detected command, for the whole project (the default) or this environment; `null` removes an override. */
  change: ConfigurationChange
}

/** Overrides the command that was detected for an environment. */
export function useUpdateConfiguration() {
  const client = useCatalystClient()
  const queryClient = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: ({ change, ...ref }: UpdateConfigurationVariables) => client.environments.configure(ref, change),
    onSuccess: (configuration, { change: _, ...ref }) => cacheConfiguration(queryClient, ref, configuration),
  })
}
