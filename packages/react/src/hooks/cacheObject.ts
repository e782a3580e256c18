import type { Environment, Project, ResourceList } from '@catalyst/api'
import type { QueryClient } from '@tanstack/react-query'
import { isOlder } from '../queries/isOlder.ts'
import { queryKeys } from '../queries/queryKeys.ts'

/** What is written through the proxy and watched. */
export interface WrittenObjects {
  environments: Environment
  projects: Project
}

export type WrittenKind = keyof WrittenObjects

export interface CacheObjectOptions<TKind extends WrittenKind> {
  kind: TKind
  cluster?: string | undefined
  /** Whether it is new to the lists. An answer about an old one may come after the watch has seen it go, and must not bring it back. */
  created?: boolean | undefined
}

/** Writes an object that a request answered with where the cache holds it, unless the watch was faster. */
export function cacheObject<TKind extends WrittenKind>(
  queryClient: QueryClient,
  object: WrittenObjects[TKind],
  { kind, cluster = '-', created = false }: CacheObjectOptions<TKind>,
): void {
  type TObject = WrittenObjects[TKind]
  const { name, namespace = '' } = object.metadata
  const newer = (known: TObject) => (isOlder(object, known) ? known : object)
  const isIt = ({ metadata }: TObject) => metadata.name === name && metadata.namespace === namespace

  const key =
    kind === 'projects'
      ? queryKeys.project({ cluster, namespace, name })
      : queryKeys.environment({ cluster, namespace, name })
  const one = queryClient.getQueryState<TObject>(key)
  if (created || (one?.status === 'success' && one.data !== undefined)) {
    void queryClient.cancelQueries({ queryKey: key, exact: true })
    queryClient.setQueryData<TObject>(key, (known) => (known === undefined ? object : newer(known)))
  }

  const lists = queryClient.getQueriesData<ResourceList<TObject>>({ queryKey: queryKeys[kind](cluster) })
  for (const [listKey, list] of lists) {
    const [, , , listed, labelSelector] = listKey
    if (list === undefined || (listed !== '*' && listed !== namespace)) continue
    const isKnown = list.items.some(isIt)
    // A poll that was sent before the write would bring back what was.
    if (isKnown || created) void queryClient.cancelQueries({ queryKey: listKey, exact: true })
    if (isKnown) {
      const items = list.items.map((known) => (isIt(known) ? newer(known) : known))
      queryClient.setQueryData(listKey, { ...list, items })
    } else if (created && labelSelector === '') {
      queryClient.setQueryData(listKey, { ...list, items: [...list.items, object].sort(byPlace) })
    }
  }
}

function byPlace({ metadata: a }: Environment | Project, { metadata: b }: Environment | Project): number {
  const [one, other] = [`${a.namespace}\0${a.name}`, `${b.namespace}\0${b.name}`]
  return one < other ? -1 : one > other ? 1 : 0
}
