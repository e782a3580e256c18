import type { ResourceRef } from '@catalyst/sdk'
import { itself, useWrite } from './useWrite.ts'

export interface DeleteEnvironmentVariables extends ResourceRef {
  /** For one that is stuck. @default false */
  force?: boolean | undefined
}

/** Begins to delete an environment. It shows as Deleting at once, until the watch sees it go, or until the deletion is refused. */
export function useDeleteEnvironment() {
  return useWrite({
    kind: 'environments',
    send: (client, { force, ...ref }: DeleteEnvironmentVariables) => client.environments.delete(ref, { force }),
    objectOf: itself,
    isChange: true,
  })
}
