import type { KubeConfig } from '../loader.ts'
import { createClusterRegistry, type ClusterEntry } from './createClusterRegistry.ts'

/** The registry of the process. */
const registry = createClusterRegistry()

/**
 * How to reach a cluster that the environment configures: the named one, else the default one. The environment is read once.
 * @throws ConnectionError where there is none, or its configuration can't be used.
 */
export function getClusterConfig(name?: string): Promise<KubeConfig> {
  return registry.get(name)
}

/** The clusters that the environment configures. @throws ConnectionError for a configuration that can't be used. */
export function listClusters(): Promise<ClusterEntry[]> {
  return registry.list()
}
