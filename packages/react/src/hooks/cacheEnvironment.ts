import type { Environment, ResourceList } from '@catalyst/api'
import type { QueryClient } from '@tanstack/react-query'
import { isOlder } from '../queries/isOlder.ts'
import { queryKeys } from '../queries/queryKeys.ts'

export interface CacheEnvironmentOptions {
  cluster?: string | undefined
  /** Whether it is new to the lists. An answer about an old one may come after the watch has seen it go, and must not bring it back. */
  created?: boolean | undefined
}

/** Writes an environment that a request answered with where the cache holds it, unless the watch was faster. */
export function cacheEnvironment(
  queryClient: QueryClient,
  environment: Environment,
  { cluster = '-', created = false }: CacheEnvironmentOptions,
): void {
  const { name, namespace = '' } = environment.metadata
  const newer = (known: Environment) => (isOlder(environment, known) ? known : environment)
  const isIt = ({ metadata }: Environment) => metadata.name === name && metadata.namespace === namespace

  const key = queryKeys.environment({ cluster, namespace, name })
  const one = queryClient.getQueryState<Environment>(key)
  if (created || (one?.status === 'success' && one.data !== undefined)) {
    queryClient.setQueryData<Environment>(key, (known) => (known === undefined ? environment : newer(known)))
  }

  for (const [listKey, list] of queryClient.getQueriesData<ResourceList<Environment>>({
    queryKey: queryKeys.environments(cluster),
  })) {
    const [, , , listed, labelSelector] = listKey
    if (list === undefined || (listed !== '*' && listed !== namespace)) continue
    if (list.items.some(isIt)) {
      const items = list.items.map((known) => (isIt(known) ? newer(known) : known))
      queryClient.setQueryData(listKey, { ...list, items })
    } else if (created && labelSelector === '') {
      queryClient.setQueryData(listKey, { ...list, items: [...list.items, environment].sort(byPlace) })
    }
  }
}

function byPlace({ metadata: a }: Environment, { metadata: b }: Environment): number {
  const [one, other] = [`${a.namespace}\0${a.name}`, `${b.namespace}\0${b.name}`]
  return one < other ? -1 : one > other ? 1 : 0
}
