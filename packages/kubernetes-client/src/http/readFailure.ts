import type { IncomingMessage } from 'node:http'
import type { KubernetesError } from '../errors/KubernetesError.ts'
import { loadNodeHttp } from './nodeHttp.ts'
import { readBody } from './readBody.ts'
import { toKubernetesError } from './toKubernetesError.ts'

const maxBytes = 1024 * 1024

/** Reads the rest of an answer that is an error, as far as it can be read. */
export async function readFailure(
  response: IncomingMessage,
  { method, path, signal }: { method: string; path: string; signal?: AbortSignal | undefined },
): Promise<KubernetesError> {
  const body = await readBody(response, { maxBytes, timeoutMs: 5000 }).catch(() => undefined)
  signal?.throwIfAborted()
  const { http } = await loadNodeHttp()
  const status = response.statusCode ?? 0
  const statusText = http.STATUS_CODES[status] ?? ''
  return toKubernetesError({ status, statusText, headers: response.headers, body, method, path })
}
