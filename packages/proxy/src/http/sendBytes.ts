import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context, MiddlewareHandler } from 'hono'
import type { ProxyEnv } from '../ProxyContext.ts'

/**
 * Answers 200 with bytes that are kept for the next one too. On a socket of our own they are written by `writeBytes`:
 * in a Response they would become a stream, which costs more than all else of such an answer.
 */
export function sendBytes(c: Context<ProxyEnv>, bytes: Uint8Array, headers: Record<string, string>): Response {
  if (c.env?.ownsSocket !== true) return c.body(new Uint8Array(bytes), 200, headers)
  c.set('bytes', bytes)
  return c.body(null, 200, headers)
}

/** Writes what `sendBytes` left. Outermost, so that the headers that others add are written too. */
export const writeBytes: MiddlewareHandler<ProxyEnv> = async function writeBytes(c, next) {
  await next()
  const bytes = c.get('bytes')
  const outgoing = c.env?.outgoing
  if (bytes === undefined || outgoing === undefined) return
  const { status, headers } = c.res
  // Something went wrong on the way out, and the answer is about that.
  if (status !== 200) return
  outgoing.writeHead(200, { ...Object.fromEntries(headers), 'content-length': bytes.byteLength }).end(bytes)
  // Without this the headers of the one would be set in the other, which all requests share.
  c.res = undefined
  c.res = RESPONSE_ALREADY_SENT
}
