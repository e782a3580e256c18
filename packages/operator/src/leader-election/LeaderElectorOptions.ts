import type { ClusterAccess } from '@catalyst/kubernetes-client'

/** Where the Lease is, and how long things may take; the times are those of client-go's leader election. */
export interface LeaderElectorOptions {
  kubeConfig: ClusterAccess
  namespace: string
  name: string
  /** Who this candidate is, e.g. the name of its pod; no two may share one. */
  identity: string
  /** Milliseconds after the last renewal from which on others may take over. @default 15_000 */
  leaseDurationMs?: number | undefined
  /** Milliseconds for which the leader tries to renew before it gives up. @default 10_000 */
  renewDeadlineMs?: number | undefined
  /** Milliseconds between two tries. @default 2000 */
  retryPeriodMs?: number | undefined
  /** Told of tries that failed; the next one follows by itself. */
  onError?: ((error: unknown) => void) | undefined
}
