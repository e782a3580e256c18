import type { ResourceRef } from '@catalyst/sdk'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCatalystClient } from '../provider/useCatalystClient.ts'
import { cacheObject } from './cacheObject.ts'

/** Runs the dev command of a Failed or Degraded environment again. */
export function useRestartEnvironment() {
  const client = useCatalystClient()
  const queryClient = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: (ref: ResourceRef) => client.environments.restart(ref),
    onSuccess: ({ environment }, { cluster }) =>
      cacheObject(queryClient, environment, { kind: 'environments', cluster }),
  })
}
