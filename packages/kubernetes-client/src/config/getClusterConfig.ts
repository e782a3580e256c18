import type { KubeConfig } from '../loader.ts'
import type { ClusterAccess } from './ClusterAccess.ts'
import { createClusterRegistry, type ClusterEntry } from './createClusterRegistry.ts'

/** The registry of the process. */
const registry = createClusterRegistry()

/**
 * How to reach a cluster that the environment configures: the named one, else the default one. The environment is read once.
 * @throws ConnectionError where there is none, or its configuration can't be used.
 */
export async function getClusterConfig(name?: string): Promise<KubeConfig> {
  return (await registry.get(name)).toKubeConfig()
}

/** The same without `@kubernetes/client-node`, which our own requests need for few credentials only. */
export function getClusterAccess(name?: string): Promise<ClusterAccess> {
  return registry.get(name)
}

/** The clusters that the environment configures. @throws ConnectionError for a configuration that can't be used. */
export function listClusters(): Promise<ClusterEntry[]> {
  return registry.list()
}
