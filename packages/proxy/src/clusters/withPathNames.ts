import type { ClusterRegistry } from '@catalyst/kubernetes-client'

/**
 * The same clusters under names that can be part of a path: contexts of a kubeconfig are called
 * `kubernetes-admin@kubernetes` or `arn:aws:eks:eu-west-1:1:cluster/a`. Other characters become hyphens; where two names
 * become one, the later gets a number.
 */
export function withPathNames(clusters: ClusterRegistry): ClusterRegistry {
  async function names(): Promise<Map<string, { original: string; isDefault: boolean }>> {
    const byPathName = new Map<string, { original: string; isDefault: boolean }>()
    for (const { name, isDefault } of await clusters.list())
      byPathName.set(unused(pathName(name), byPathName), { original: name, isDefault })
    return byPathName
  }
  return {
    async list() {
      return [...(await names())].map(([name, { isDefault }]) => ({ name, isDefault }))
    },
    async get(name) {
      return clusters.get(name === undefined ? undefined : ((await names()).get(name)?.original ?? name))
    },
  }
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
