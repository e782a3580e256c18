import type { Environment, ResourceList } from '@catalyst/api'
import { useCatalystClient } from '../provider/useCatalystClient.ts'
import { environmentListOptions, type EnvironmentScope } from '../queries/environmentListOptions.ts'
import type { LiveOptions } from './LiveOptions.ts'
import { type LiveQueryResult, useLiveQuery } from './useLiveQuery.ts'
import { writeList } from './writeList.ts'

/** Environments, kept current. */
export function useEnvironments(
  scope: EnvironmentScope = {},
  options: LiveOptions = {},
): LiveQueryResult<ResourceList<Environment>> {
  const query = environmentListOptions(useCatalystClient(), scope)
  const { cluster = '-', namespace = '*', labelSelector } = scope
  return useLiveQuery(query, {
    ...options,
    topic: { kind: 'environments', cluster, namespace, labelSelector },
    write: writeList(query.queryKey),
  })
}
