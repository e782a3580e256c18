import type { IncomingHttpHeaders } from 'node:http'
import type { Readable } from 'node:stream'
import type { ClusterAccess } from '../config/ClusterAccess.ts'
import { readFailure } from './readFailure.ts'
import type { RequestOptions } from './RequestOptions.ts'
import { retryThrottled } from './retryThrottled.ts'
import { send } from './send.ts'

/** An answer that is still coming. */
export interface StreamResponse extends Disposable {
  status: number
  headers: IncomingHttpHeaders
  /** The bytes as they come; a reader that pauses slows the sender. Destroying it closes the connection. */
  body: Readable
  /** Closes the connection; doing so twice is fine. */
  close(): void
}

/**
 * Sends a request whose answer is read while it comes: a watch, a log. It has a connection of its own, which ends with the
 * body, `close()` or the signal, whichever is first; after the head of the answer there is no timeout.
 *
 * @param path absolute, made by `resourcePath`.
 * @throws as `request` does.
 */
export function requestStream(
  kubeConfig: ClusterAccess,
  path: string,
  options: RequestOptions = {},
): Promise<StreamResponse> {
  return retryThrottled((timeoutMs) => requestStreamOnce(kubeConfig, path, { ...options, timeoutMs }), options)
}

async function requestStreamOnce(
  kubeConfig: ClusterAccess,
  path: string,
  options: RequestOptions,
): Promise<StreamResponse> {
  const { method = 'GET', signal } = options
  const { response } = await send(kubeConfig, path, { ...options, dedicated: true })
  const status = response.statusCode ?? 0
  if (status < 200 || status >= 300) throw await readFailure(response, { method, path, signal })
  const close = () => void response.destroy()
  return { status, headers: response.headers, body: response, close, [Symbol.dispose]: close }
}
