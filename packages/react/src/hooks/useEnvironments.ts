import type { Environment } from '@catalyst/api'
import { useCatalystClient } from '../provider/useCatalystClient.ts'
import { type ClusterChoice, clustersOf } from '../queries/ClusterChoice.ts'
import { environmentListOptions, type EnvironmentScope } from '../queries/environmentListOptions.ts'
import type { LiveOptions } from './LiveOptions.ts'
import { type ClusterListsResult, useLiveLists } from './useLiveLists.ts'

/**
 * Environments of one or several clusters, kept current.
 * @example
 * ```ts
 * const { data, clusters } = useEnvironments({ clusters: ['staging', 'production'], team: 'payments' })
 * ```
 */
export function useEnvironments(
  { cluster, clusters, ...scope }: EnvironmentScope & ClusterChoice = {},
  options: LiveOptions = {},
): ClusterListsResult<Environment> {
  const client = useCatalystClient()
  const { namespace = '*', labelSelector } = scope
  const queries = clustersOf({ cluster, clusters }).map((name) => ({
    topic: { kind: 'environments' as const, cluster: name, namespace, labelSelector },
    options: environmentListOptions(client, { ...scope, cluster: name }),
  }))
  return useLiveLists(queries, { ...options, kind: 'environments' })
}
