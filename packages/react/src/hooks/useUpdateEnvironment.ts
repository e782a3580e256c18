import type { EnvironmentPatch, ResourceRef } from '@catalyst/sdk'
import { itself, useWrite } from './useWrite.ts'

export interface UpdateEnvironmentVariables extends ResourceRef {
  /** A JSON merge patch (RFC 7396): `null` removes a member. */
  patch: EnvironmentPatch
}

/** Changes an environment by a merge patch. It shows at once, and no longer when the change is refused. */
export function useUpdateEnvironment() {
  return useWrite({
    kind: 'environments',
    send: (client, { patch, ...ref }: UpdateEnvironmentVariables) => client.environments.patch(ref, patch),
    objectOf: itself,
    isChange: true,
  })
}
