import type { ResourceRef } from '@catalyst/sdk'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCatalystClient } from '../provider/useCatalystClient.ts'
import { cacheObject } from './cacheObject.ts'

/** Deploys a Failed or Degraded environment again. */
export function useRetryEnvironment() {
  const client = useCatalystClient()
  const queryClient = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: (ref: ResourceRef) => client.environments.retry(ref),
    onSuccess: ({ environment }, { cluster }) =>
      cacheObject(queryClient, environment, { kind: 'environments', cluster }),
  })
}
