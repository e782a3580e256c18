import type { ProjectPatch, ResourceRef } from '@catalyst/sdk'
import { itself, useWrite } from './useWrite.ts'

export interface UpdateProjectVariables extends ResourceRef {
  /** A JSON merge patch (RFC 7396): `null` removes a member. */
  patch: ProjectPatch
}

/** Changes a project by a merge patch. It shows at once, and no longer when the change is refused. */
export function useUpdateProject() {
  return useWrite({
    kind: 'projects',
    send: (client, { patch, ...ref }: UpdateProjectVariables) => client.projects.patch(ref, patch),
    objectOf: itself,
    isChange: true,
  })
}
