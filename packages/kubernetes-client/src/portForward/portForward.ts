import type { Duplex } from 'node:stream'
import type { Pod } from '@catalyst/api'
import type { Impersonation } from '../http/Impersonation.ts'
import { loadWebSockets } from '../http/loadWebSockets.ts'
import { openWebSocket } from '../http/openWebSocket.ts'
import { request } from '../http/request.ts'
import { resourcePath } from '../http/resourcePath.ts'
import type { ClusterAccess } from '../config/ClusterAccess.ts'
import { pods } from '../resources/pods.ts'
import type { SpdyConnection } from '../spdy/SpdyConnection.ts'
import { isPortForwardError, PortForwardError } from './PortForwardError.ts'
import { PortStream } from './PortStream.ts'
import { describe, lostPortForward, toPortForwardError } from './toPortForwardError.ts'

export interface PortForwardOptions {
  namespace: string
  pod: string
  /** Of the pod: 1 to 65535. */
  port: number
  impersonate?: Impersonation | undefined
  /** Destroys the stream with the signal's reason. */
  signal?: AbortSignal | undefined
}

/** SPDY inside of a WebSocket, which API servers take since Kubernetes 1.31, and with a feature gate since 1.30. */
const tunnelSubprotocol = 'SPDY/3.1+portforward.k8s.io'

/**
 * Connects to one port of one pod: each call is one connection, as `net.connect` is. Whether something listens shows only
 * later: the stream is then destroyed with a `PortForwardError` of code `ConnectionRefused`, and with `ConnectionLost` when the
 * way to the pod breaks. Listen to its `error`, as with a socket.
 *
 * `end()` closes our half. How long the pod's answer can then be read is up to the node: containerd hands the end on only
 * by closing all, a second later. So end after the answer, as HTTP clients do.
 *
 * @throws PortForwardError when no connection can be begun: `PodNotFound`, `NotRunning`, `Forbidden`, `Unsupported`,
 * `ConnectionLost`; what the signal was aborted with.
 * @see https://github.com/kubernetes/enhancements/tree/master/keps/sig-api-machinery/4006-transition-spdy-to-websockets
 */
export async function portForward(kubeConfig: ClusterAccess, options: PortForwardOptions): Promise<Duplex> {
  const { namespace, pod, port, impersonate, signal } = options
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new RangeError(`There is no port ${port}.`)
  const connection = await connect()
  const abort = () => connection.destroy()
  signal?.addEventListener('abort', abort, { once: true })
  try {
    const headers = { port: String(port), requestid: '0' }
    const errors = await connection.open({ ...headers, streamtype: 'error' })
    // We never write to it.
    errors.end()
    const data = await connection.open({ ...headers, streamtype: 'data' })
    return new PortStream({ data, errors, connection, target: options, signal })
  } catch (error) {
    connection.destroy()
    signal?.throwIfAborted()
    throw lostPortForward(options, error)
  } finally {
    signal?.removeEventListener('abort', abort)
  }

  async function connect(): Promise<SpdyConnection> {
    try {
      const { createWebSocketStream } = await loadWebSockets()
      const spdy = await import('../spdy/SpdyConnection.ts')
      const path = resourcePath(pods, { namespace, name: pod, subresource: 'portforward' })
      const { socket, protocol } = await openWebSocket(kubeConfig, path, {
        protocols: [tunnelSubprotocol],
        impersonate,
        signal,
      })
      if (protocol === tunnelSubprotocol) {
        return new spdy.SpdyConnection(createWebSocketStream(socket), { role: 'client' })
      }
      socket.terminate()
    } catch (error) {
      throw await explain(kubeConfig, options, toPortForwardError(error, options))
    }
    const text = `The API server can't forward ${describe(options)} over a WebSocket; Kubernetes can since 1.31.`
    throw new PortForwardError(text, { code: 'Unsupported' })
  }
}

/** Kubelet refuses a pod that has ended in words that no client gets to see; its phase says more. */
async function explain(kubeConfig: ClusterAccess, options: PortForwardOptions, error: unknown): Promise<unknown> {
  if (!isPortForwardError(error) || error.code !== 'Failed') return error
  const { namespace, pod, impersonate, signal } = options
  try {
    const path = resourcePath(pods, { namespace, name: pod })
    const { status } = await request<Pod>(kubeConfig, path, { impersonate, signal, timeoutMs: 5000 })
    if (status?.phase === 'Running') return error
    const text = `${describe(options)} can't be reached: the pod is not running, its phase is ${status?.phase}.`
    return new PortForwardError(text, { code: 'NotRunning', cause: error })
  } catch {
    return error
  }
}
