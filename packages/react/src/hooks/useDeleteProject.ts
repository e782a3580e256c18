import type { ResourceRef } from '@catalyst/sdk'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCatalystClient } from '../provider/useCatalystClient.ts'
import { cacheObject } from './cacheObject.ts'
import { changeKey } from './usePendingView.ts'

/** Begins to delete a project. It shows as being deleted at once, until the watch sees it go, or until the deletion is refused. */
export function useDeleteProject() {
  const client = useCatalystClient()
  const queryClient = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationKey: changeKey('projects'),
    mutationFn: (ref: ResourceRef) => client.projects.delete(ref),
    onSuccess: (project, { cluster }) => cacheObject(queryClient, project, { kind: 'projects', cluster }),
  })
}
