import type { IncomingMessage } from 'node:http'
import type { WebSocket } from 'ws'
import { ConnectionError } from '../errors/ConnectionError.ts'
import { isKubernetesError } from '../errors/guards.ts'
import type { ClusterAccess } from '../config/ClusterAccess.ts'
import { createWebSocket, type CreatedWebSocket, type WebSocketCreation } from './createWebSocket.ts'
import { loadWebSockets } from './loadWebSockets.ts'
import { prepareRequest } from './prepareRequest.ts'
import { readFailure } from './readFailure.ts'
import type { RequestOptions } from './RequestOptions.ts'
import { retryThrottled } from './retryThrottled.ts'
import { reasonOf } from './send.ts'
import { toConnectionError } from './toConnectionError.ts'

export type { WebSocket } from 'ws'

export interface WebSocketOptions extends Pick<
  RequestOptions,
  'query' | 'headers' | 'impersonate' | 'signal' | 'timeoutMs' | 'throttleRetries'
> {
  /** Subprotocols, the preferred one first. */
  protocols: readonly string[]
  /** Largest message that is taken, in bytes. @default 32 MiB */
  maxMessageBytes?: number | undefined
}

export interface OpenedWebSocket {
  /** Open and **paused**, so that no message is lost: add your listeners, then call `resume()`. You close it. */
  socket: WebSocket
  /** The subprotocol that the server chose; empty for none. */
  protocol: string
}

/**
 * Opens a WebSocket to the API server, as for exec and port-forward. The signal ends opening and, later, the socket.
 *
 * @param path absolute, made by `resourcePath`.
 * @throws KubernetesError with the `Status` of the answer where the upgrade is refused; else as `request` does.
 */
export function openWebSocket(
  kubeConfig: ClusterAccess,
  path: string,
  options: WebSocketOptions,
): Promise<OpenedWebSocket> {
  return retryThrottled((timeoutMs) => openOnce(kubeConfig, path, { ...options, timeoutMs }), options)
}

async function openOnce(kubeConfig: ClusterAccess, path: string, options: WebSocketOptions): Promise<OpenedWebSocket> {
  const { protocols, signal, timeoutMs = 30_000, maxMessageBytes = 32 * 1024 * 1024 } = options
  const { url, headers, tls, agent } = await prepareRequest(kubeConfig, path, { ...options, dedicated: true })
  const { WebSocket } = await loadWebSockets()
  return new Promise((resolve, reject) => {
    const { socket, protocol } = tryToCreate(url, protocols, {
      WebSocket,
      // A kubelet, which answers some subprotocols itself, refuses a WebSocket that asks for JSON (406).
      headers: { ...(headers as Record<string, string>), accept: '*/*' },
      ...tls,
      ...(agent !== false && { agent }),
      handshakeTimeout: timeoutMs,
      maxPayload: maxMessageBytes,
      perMessageDeflate: false,
      followRedirects: false,
    })
    const abort = () => socket.terminate()
    signal?.addEventListener('abort', abort, { once: true })
    socket.once('close', () => signal?.removeEventListener('abort', abort))

    const fail = (error: Error) => {
      reject(signal?.aborted ? reasonOf(signal) : explain(error, url))
      socket.terminate()
    }
    // It stays after the promise has settled: without any listener a later error would end the process, and 'close' follows.
    socket.on('error', fail)
    socket.once('unexpected-response', (_request, response: IncomingMessage) => {
      readFailure(response, { method: 'GET', path, signal }).then(fail, fail)
    })
    socket.once('open', () => {
      socket.pause()
      resolve({ socket, protocol: protocol() })
    })
  })
}

function tryToCreate(url: URL, protocols: readonly string[], options: WebSocketCreation): CreatedWebSocket {
  try {
    return createWebSocket(url, protocols, options)
  } catch (error) {
    throw toConnectionError(error, url)
  }
}

function explain(error: Error, url: URL): Error {
  if (isKubernetesError(error)) return error
  if (error.message === 'Opening handshake has timed out') {
    return new ConnectionError(`The API server at ${url.origin} did not open the WebSocket in time.`, {
      reason: 'TimedOut',
      cause: error,
    })
  }
  return toConnectionError(error, url)
}
