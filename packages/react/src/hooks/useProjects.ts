import type { Project } from '@catalyst/api'
import { useCatalystClient } from '../provider/useCatalystClient.ts'
import { type ClusterChoice, clustersOf } from '../queries/ClusterChoice.ts'
import { projectListOptions } from '../queries/projectListOptions.ts'
import type { ListScope } from '../queries/queryKeys.ts'
import type { LiveOptions } from './LiveOptions.ts'
import { type ClusterListsResult, useLiveLists } from './useLiveLists.ts'

/** Projects of one or several clusters, kept current. */
export function useProjects(
  { cluster, clusters, ...scope }: ListScope & ClusterChoice = {},
  options: LiveOptions = {},
): ClusterListsResult<Project> {
  const client = useCatalystClient()
  const { namespace = '*', labelSelector } = scope
  const queries = clustersOf({ cluster, clusters }).map((name) => ({
    topic: { kind: 'projects' as const, cluster: name, namespace, labelSelector },
    options: projectListOptions(client, { ...scope, cluster: name }),
  }))
  return useLiveLists(queries, { ...options, kind: 'projects' })
}
