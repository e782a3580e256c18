import type { EnvironmentPatch, ResourceRef } from '@catalyst/sdk'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCatalystClient } from '../provider/useCatalystClient.ts'
import { cacheObject } from './cacheObject.ts'
import { changeKey } from './usePendingView.ts'

export interface UpdateEnvironmentVariables extends ResourceRef {
  /** A JSON merge patch (RFC 7396): `null` removes a member. */
  patch: EnvironmentPatch
}

/** Changes an environment by a merge patch. It shows at once, and no longer when the change is refused. */
export function useUpdateEnvironment() {
  const client = useCatalystClient()
  const queryClient = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationKey: changeKey('environments'),
    mutationFn: ({ patch, ...ref }: UpdateEnvironmentVariables) => client.environments.patch(ref, patch),
    onSuccess: (environment, { cluster }) => cacheObject(queryClient, environment, { kind: 'environments', cluster }),
  })
}
