import type { ApiOperations } from './api/ApiOperations.ts'
import type { ClusterClock } from './clock/Clock.ts'
import type { Faults } from './faults/Faults.ts'
import type { ObjectInput } from './objects/KubernetesObject.ts'

/** A Kubernetes cluster inside of this process, on loopback, that any Kubernetes client can use. */
export interface Cluster extends AsyncDisposable {
  /** Of the API server: https, on 127.0.0.1. */
  readonly url: string
  /** The text of a kubeconfig (YAML) for a user, by default one who may do everything. It holds a secret token. */
  kubeconfig(user?: ClusterUser): string
  readonly clock: ClusterClock
  readonly faults: Faults
  /** The cluster without HTTP. */
  readonly api: ApiOperations
  /** Fixtures: applies objects, or the documents of a YAML text, in order; definitions of kinds are served when it resolves. */
  apply(objects: string | readonly ObjectInput[]): Promise<void>
  /** Forgets the history up to now: watches from older resourceVersions get 410 Gone. */
  compact(): void
  /**
   * Ends the API server as a crash does, and starts it again on the same port; what it keeps stays.
   *
   * @param options.downMs for how long connections are refused, in milliseconds of the computer's clock. @default 100
   */
  restart(options?: { downMs?: number | undefined }): Promise<void>
  close(): Promise<void>
}

export interface ClusterUser {
  name: string
  groups?: readonly string[] | undefined
}
