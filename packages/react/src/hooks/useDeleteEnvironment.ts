import type { ResourceRef } from '@catalyst/sdk'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCatalystClient } from '../provider/useCatalystClient.ts'
import { cacheEnvironment } from './cacheEnvironment.ts'

export interface DeleteEnvironmentVariables extends ResourceRef {
  /** For one that is stuck. @default false */
  force?: boolean | undefined
}

/** Begins to delete an environment; it shows as Deleting until the watch sees it go. */
export function useDeleteEnvironment() {
  const client = useCatalystClient()
  const queryClient = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: ({ force, ...ref }: DeleteEnvironmentVariables) => client.environments.delete(ref, { force }),
    onSuccess: (environment, { cluster }) => cacheEnvironment(queryClient, environment, { cluster }),
  })
}
