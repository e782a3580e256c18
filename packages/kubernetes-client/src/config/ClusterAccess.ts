import type { RequestOptions } from 'node:https'
import type { Cluster, User } from '../loader.ts'

/**
 * How to reach a cluster, and as whom. A `KubeConfig` of `@kubernetes/client-node` is one; what `createClusterRegistry` gives
 * is one that does without that library, which takes 80 MiB of memory, for as long as its credentials allow.
 */
export interface ClusterAccess {
  getCurrentCluster(): Cluster | null
  getCurrentUser(): User | null
  /** Adds the credentials to the options of a request, and what TLS needs. */
  applyToHTTPSOptions(options: RequestOptions): Promise<void>
}
