import type { ProjectWrite } from '@catalyst/sdk'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCatalystClient } from '../provider/useCatalystClient.ts'
import { cacheObject } from './cacheObject.ts'

export interface CreateProjectVariables {
  cluster?: string | undefined
  project: ProjectWrite
}

/** Creates a project, and the namespace of its team where that is missing; lists and its page show it at once. */
export function useCreateProject() {
  const client = useCatalystClient()
  const queryClient = useQueryClient()
  return useMutation({
    networkMode: 'always',
    mutationFn: ({ cluster, project }: CreateProjectVariables) => client.projects.create(project, { cluster }),
    onSuccess: (project, { cluster }) =>
      cacheObject(queryClient, project, { kind: 'projects', cluster, created: true }),
  })
}
