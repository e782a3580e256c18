import type { ResourceRef } from '@catalyst/sdk'
import { itself, useWrite } from './useWrite.ts'

/** Begins to delete a project. It shows as being deleted at once, until the watch sees it go, or until the deletion is refused. */
export function useDeleteProject() {
  return useWrite({
    kind: 'projects',
    send: (client, ref: ResourceRef) => client.projects.delete(ref),
    objectOf: itself,
    isChange: true,
  })
}
