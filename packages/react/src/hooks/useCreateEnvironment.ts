import type { EnvironmentWrite } from '@catalyst/sdk'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCatalystClient } from '../provider/useCatalystClient.ts'
import { cacheObject } from './cacheObject.ts'

export interface CreateEnvironmentVariables {
  cluster?: string | undefined
  environment: EnvironmentWrite
}

/** Creates an environment; lists and its page show it at once. */
export function useCreateEnvironment() {
  const client = useCatalystClient()
  const queryClient = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: ({ cluster, environment }: CreateEnvironmentVariables) =>
      client.environments.create(environment, { cluster }),
    onSuccess: (environment, { cluster }) =>
      cacheObject(queryClient, environment, { kind: 'environments', cluster, created: true }),
  })
}
