import type { ProjectWrite } from '@catalyst/sdk'
import { itself, useWrite } from './useWrite.ts'

export interface CreateProjectVariables {
  cluster?: string | undefined
  project: ProjectWrite
}

/** Creates a project, and the namespace of its team where that is missing; lists and its page show it at once. */
export function useCreateProject() {
  return useWrite({
    kind: 'projects',
    send: (client, { cluster, project }: CreateProjectVariables) => client.projects.create(project, { cluster }),
    objectOf: itself,
    isNew: true,
  })
}
