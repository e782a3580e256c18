import type { ApiContext } from '../api/ApiContext.ts'
import type { ConnectHandler } from '../api/ConnectHandler.ts'
import type { VirtualResource } from '../api/VirtualResource.ts'
import type { FaultInjector } from '../faults/createFaults.ts'
import type { Authenticator } from './createAuthenticator.ts'

/** What requests are answered with. */
export interface ServerContext extends ApiContext {
  readonly authenticator: Authenticator
  readonly faults: FaultInjector
  /** By resource name, such as `pods.metrics.k8s.io`. */
  readonly virtualResources: ReadonlyMap<string, VirtualResource>
  /** By subresource of a pod. */
  readonly podStreams: Readonly<Record<string, ConnectHandler>>
}
