import type { ClusterEntry, ClusterRegistry } from '@catalyst/kubernetes-client'

export interface PathClusters extends ClusterRegistry {
  /** The name of the cluster that a path names, `-` being the default one; `undefined` where there is none. */
  nameOf(cluster: string): Promise<string | undefined>
}

/**
 * The same clusters under names that can be part of a path: contexts of a kubeconfig are called
 * `kubernetes-admin@kubernetes` or `arn:aws:eks:eu-west-1:1:cluster/a`. Other characters become hyphens; where two names
 * become one, the later gets a number.
 */
export function withPathNames(clusters: ClusterRegistry): PathClusters {
  let known: { entries: readonly ClusterEntry[]; byPathName: PathNames } | undefined

  /** Every request asks, and the answer hardly ever changes. */
  async function names(): Promise<PathNames> {
    const entries = await clusters.list()
    if (known === undefined || !areEqual(known.entries, entries)) known = { entries, byPathName: toPathNames(entries) }
    return known.byPathName
  }
  return {
    async nameOf(cluster) {
      const known = await names()
      if (cluster !== '-') return known.has(cluster) ? cluster : undefined
      for (const [name, { isDefault }] of known) if (isDefault) return name
      return undefined
    },
    async list() {
      return [...(await names())].map(([name, { isDefault }]) => ({ name, isDefault }))
    },
    async get(name) {
      return clusters.get(name === undefined ? undefined : ((await names()).get(name)?.original ?? name))
    },
  }
}

type PathNames = ReadonlyMap<string, { original: string; isDefault: boolean }>

function toPathNames(entries: readonly ClusterEntry[]): PathNames {
  const byPathName = new Map<string, { original: string; isDefault: boolean }>()
  for (const { name, isDefault } of entries)
    byPathName.set(unused(pathName(name), byPathName), { original: name, isDefault })
  return byPathName
}

function areEqual(some: readonly ClusterEntry[], others: readonly ClusterEntry[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ name, isDefault }, index) => name === others[index]?.name && isDefault === others[index].isDefault)
  )
}

function pathName(name: string): string {
  return name.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '') || 'cluster'
}

function unused(name: string, taken: ReadonlyMap<string, unknown>): string {
  for (let number = 2, candidate = name; ; number++) {
    if (!taken.has(candidate)) return candidate
    candidate = `${name}-${number}`
  }
}
