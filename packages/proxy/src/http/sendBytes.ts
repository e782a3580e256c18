import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { ServerResponse } from 'node:http'
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

/** Answers 200 with what is written to a socket of our own, which has to be one, from when the head of the answer has left. */
export function writeTo(
  c: Context<ProxyEnv>,
  write: (outgoing: ServerResponse) => void,
  headers: Record<string, string>,
): Response {
  c.set('writer', write)
  return c.body(null, 200, headers)
}

/** Writes what `sendBytes` left, or lets `writeTo` write. Outermost, so that the headers that others add are written too. */
export const writeBytes: MiddlewareHandler<ProxyEnv> = async function writeBytes(c, next) {
  await next()
  const bytes = c.get('bytes')
  const writer = c.get('writer')
  const outgoing = c.env?.outgoing
  if ((bytes === undefined && writer === undefined) || outgoing === undefined) return
  const { status, headers } = c.res
  // Something went wrong on the way out, and the answer is about that.
  if (status !== 200) return
  const head = Object.fromEntries(headers)
  if (bytes !== undefined) outgoing.writeHead(200, { ...head, 'content-length': bytes.byteLength }).end(bytes)
  else writer?.(outgoing.writeHead(200, head))
  // Without this the headers of the one would be set in the other, which all requests share.
  c.res = undefined
  c.res = RESPONSE_ALREADY_SENT
}
