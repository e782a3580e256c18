import type { Project, ResourceList } from '@catalyst/api'
import { useCatalystClient } from '../provider/useCatalystClient.ts'
import { projectListOptions } from '../queries/projectListOptions.ts'
import type { ListScope } from '../queries/queryKeys.ts'
import type { LiveOptions } from './LiveOptions.ts'
import { type LiveQueryResult, useLiveQuery } from './useLiveQuery.ts'
import { writeList } from './writeList.ts'

/** Projects, kept current. */
export function useProjects(scope: ListScope = {}, options: LiveOptions = {}): LiveQueryResult<ResourceList<Project>> {
  const query = projectListOptions(useCatalystClient(), scope)
  const { cluster = '-', namespace = '*', labelSelector } = scope
  return useLiveQuery(query, {
    ...options,
    topic: { kind: 'projects', cluster, namespace, labelSelector },
    write: writeList(query.queryKey),
  })
}
