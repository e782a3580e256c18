import type { ConfiguredCluster } from './ConfiguredCluster.ts'

/** A cluster that was found in the configuration. */
export interface ClusterSource {
  name: string
  /** Where it was found, as an error message names it. */
  origin: string
  /** Whether a variable names it, or it is the current context of a file; the default is chosen by this. */
  kind: 'variable' | 'current-context' | 'context' | 'service-account'
  /** @throws KubeconfigFault where it can't be used. */
  open(): ConfiguredCluster | Promise<ConfiguredCluster>
}
