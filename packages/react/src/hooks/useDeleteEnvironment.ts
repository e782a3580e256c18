import type { ResourceRef } from '@catalyst/sdk'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCatalystClient } from '../provider/useCatalystClient.ts'
import { cacheObject } from './cacheObject.ts'
import { changeKey } from './usePendingView.ts'

export interface DeleteEnvironmentVariables extends ResourceRef {
  /** For one that is stuck. @default false */
  force?: boolean | undefined
}

/** Begins to delete an environment. It shows as Deleting at once, until the watch sees it go, or until the deletion is refused. */
export function useDeleteEnvironment() {
  const client = useCatalystClient()
  const queryClient = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationKey: changeKey('environments'),
    mutationFn: ({ force, ...ref }: DeleteEnvironmentVariables) => client.environments.delete(ref, { force }),
    onSuccess: (environment, { cluster }) => cacheObject(queryClient, environment, { kind: 'environments', cluster }),
  })
}
