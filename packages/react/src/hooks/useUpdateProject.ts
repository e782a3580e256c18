import type { ProjectPatch, ResourceRef } from '@catalyst/sdk'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCatalystClient } from '../provider/useCatalystClient.ts'
import { cacheObject } from './cacheObject.ts'
import { changeKey } from './usePendingView.ts'

export interface UpdateProjectVariables extends ResourceRef {
  /** A JSON merge patch (RFC 7396): `null` removes a member. */
  patch: ProjectPatch
}

/** Changes a project by a merge patch. It shows at once, and no longer when the change is refused. */
export function useUpdateProject() {
  const client = useCatalystClient()
  const queryClient = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationKey: changeKey('projects'),
    mutationFn: ({ patch, ...ref }: UpdateProjectVariables) => client.projects.patch(ref, patch),
    onSuccess: (project, { cluster }) => cacheObject(queryClient, project, { kind: 'projects', cluster }),
  })
}
