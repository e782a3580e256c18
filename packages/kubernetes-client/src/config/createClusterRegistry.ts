import { ConnectionError } from '../errors/ConnectionError.ts'
import type { ClusterAccess } from './ClusterAccess.ts'
import type { ConfiguredCluster } from './ConfiguredCluster.ts'
import { loadClusters, type ClusterRegistryOptions, type LoadedClusters } from './loadClusters.ts'

export interface ClusterEntry {
  name: string
  /** Whether it is meant where no cluster is named. */
  isDefault: boolean
}

/** The clusters that are configured. The configuration is read at the first question, once. */
export interface ClusterRegistry {
  /** Every cluster; none where nothing is configured. @throws ConnectionError for a configuration that can't be used. */
  list(): Promise<ClusterEntry[]>
  /**
   * How to reach a cluster, the default one where none is named. The same object every time.
   * @throws ConnectionError: `NotConfigured`, `UnknownCluster` or `InvalidConfiguration`.
   */
  get(name?: string): Promise<ClusterAccess>
}

/** A registry that reads its configuration by itself. */
export interface ConfiguredClusterRegistry extends ClusterRegistry {
  get(name?: string): Promise<ConfiguredCluster>
}

/** A registry of the clusters that the environment configures; `getClusterConfig` uses the one of the process. */
export function createClusterRegistry(options: ClusterRegistryOptions = {}): ConfiguredClusterRegistry {
  let loading: Promise<LoadedClusters> | undefined

  function load(): Promise<LoadedClusters> {
    // A failure isn't kept: a file may still be on its way.
    loading ??= loadClusters(options).catch((error: unknown) => {
      loading = undefined
      throw error
    })
    return loading
  }

  return {
    async list() {
      const { names, defaultName } = await load()
      return names.map((name) => ({ name, isDefault: name === defaultName }))
    },
    async get(name) {
      const clusters = await load()
      const wanted = name ?? clusters.defaultName
      if (wanted !== undefined) return clusters.open(wanted)
      throw new ConnectionError(
        'No cluster is configured. Set KUBECONFIG to the path of a kubeconfig, or KUBECONFIG_<NAME> to one in base64, ' +
          'or put one at ~/.kube/config.',
        { reason: 'NotConfigured' },
      )
    },
  }
}
