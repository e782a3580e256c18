import type { ResourceRef } from '@catalyst/sdk'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCatalystClient } from '../provider/useCatalystClient.ts'
import { cacheEnvironment } from './cacheEnvironment.ts'

export interface UpdateEnvironmentVariables extends ResourceRef {
  /** A JSON merge patch (RFC 7396): `null` removes a member. */
  patch: Record<string, unknown>
}

/** Changes an environment by a merge patch. */
export function useUpdateEnvironment() {
  const client = useCatalystClient()
  const queryClient = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: ({ patch, ...ref }: UpdateEnvironmentVariables) => client.environments.patch(ref, patch),
    onSuccess: (environment, { cluster }) => cacheEnvironment(queryClient, environment, { cluster }),
  })
}
