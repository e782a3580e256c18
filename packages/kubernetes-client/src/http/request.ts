import { ConnectionError } from '../errors/ConnectionError.ts'
import type { ClusterAccess } from '../config/ClusterAccess.ts'
import { readBody } from './readBody.ts'
import { readFailure } from './readFailure.ts'
import type { RequestOptions } from './RequestOptions.ts'
import { retryThrottled } from './retryThrottled.ts'
import { send } from './send.ts'
import { toConnectionError } from './toConnectionError.ts'

export interface JsonRequestOptions extends RequestOptions {
  /** Largest answer that is read, in bytes. @default 64 MiB */
  maxBytes?: number | undefined
}

/**
 * Sends a request to the API server and reads its JSON. Redirects are not followed; what is put off (429) is sent again.
 *
 * @param path absolute, made by `resourcePath`.
 * @throws KubernetesError where the API server refuses; ConnectionError where there is no answer, or none that can be used;
 * what the signal was aborted with.
 */
export function request<T>(kubeConfig: ClusterAccess, path: string, options: JsonRequestOptions = {}): Promise<T> {
  return retryThrottled((timeoutMs) => requestOnce<T>(kubeConfig, path, { ...options, timeoutMs }), options)
}

async function requestOnce<T>(kubeConfig: ClusterAccess, path: string, options: JsonRequestOptions): Promise<T> {
  const { method = 'GET', signal, timeoutMs = 30_000, maxBytes = 64 * 1024 * 1024 } = options
  const deadline = Date.now() + timeoutMs
  const { response, url } = await send(kubeConfig, path, { ...options, dedicated: false })
  const status = response.statusCode ?? 0
  if (status < 200 || status >= 300) throw await readFailure(response, { method, path, signal })
  const body = await readBody(response, { maxBytes, timeoutMs: deadline - Date.now() }).catch((error: unknown) => {
    signal?.throwIfAborted()
    throw toConnectionError(error, url)
  })
  try {
    return JSON.parse(body.toString()) as T
  } catch {
    // The parser's own message repeats a part of the body, so it isn't kept as the cause.
    throw new ConnectionError(
      `What answers at ${url.origin} is no Kubernetes API: its answer to ${method} ${path} is not JSON. Check the address of the server.`,
      { reason: 'InvalidResponse' },
    )
  }
}
