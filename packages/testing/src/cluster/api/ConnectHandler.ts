import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { KubernetesObject } from '../objects/KubernetesObject.ts'

/** A request for a subresource that is a stream: `log`, `exec`, `attach`, `portforward` of a pod. */
export interface ConnectRequest {
  readonly message: IncomingMessage
  readonly query: URLSearchParams
  /** The object, which is there. The caller is authorised. */
  readonly object: KubernetesObject
  /** Aborted when the client goes, a fault cuts the connection, or the cluster closes. */
  readonly signal: AbortSignal
}

/** Serves one such subresource. A `StatusError` that is thrown before the first byte becomes the answer. */
export interface ConnectHandler {
  respond?(request: ConnectRequest, response: ServerResponse): Promise<void>
  /** Absent: an upgrade is refused. */
  upgrade?(request: ConnectRequest, socket: Duplex, head: Buffer): Promise<void>
}
