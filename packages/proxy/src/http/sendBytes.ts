import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { Context, MiddlewareHandler } from 'hono'
import type { ProxyEnv } from '../ProxyContext.ts'

/**
 * Answers 200 with bytes that are kept for the next one too. On a socket of our own they are written by `writeBytes`:
 * in a Response they would become a stream, which costs more than all else of such an answer.
 */
export function sendBytes(c: Context<ProxyEnv>, bytes: Uint8Array, headers: Record<string, string>): Response {
  if (c.env?.ownsSocket !== true) return c.body(new Uint8Array(bytes), 200, headers)
  const length = String(bytes.byteLength)
  return writeTo(c, (outgoing) => void outgoing.end(bytes), { ...headers, 'content-length': length })
}

/** Answers 200 with what is written to a socket of our own, which has to be one, from when the head of the answer has left. */
export function writeTo(
  c: Context<ProxyEnv>,
  write: (outgoing: ServerResponse) => void,
  headers: Readonly<Record<string, string>>,
): Response {
  c.set('written', { write, headers })
  return c.body(null, 200)
}

/** Adds headers to an answer that is there. What is written to a socket does without Headers, which are dear to make. */
export function addHeaders(c: Context<ProxyEnv>, headers: Readonly<Record<string, string>>): void {
  const written = writtenOf(c)
  if (written !== undefined) c.set('written', { ...written, headers: { ...written.headers, ...headers } })
  else for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value)
}

/** Writes what `sendBytes` or `writeTo` left. Outermost, so that the headers that others add are written too. */
export const writeBytes: MiddlewareHandler<ProxyEnv> = async function writeBytes(c, next) {
  await next()
  const written = writtenOf(c)
  const outgoing = c.env?.outgoing
  if (written === undefined || outgoing === undefined) return
  written.write(outgoing.writeHead(200, headOf(written.headers, c.res.headers)))
  // Without this the headers of the one would be set in the other, which all requests share.
  c.res = undefined
  c.res = RESPONSE_ALREADY_SENT
}

/** Where something went wrong on the way out the status is another one, and the answer is about that. */
function writtenOf(c: Context<ProxyEnv>) {
  return c.res.status === 200 ? c.get('written') : undefined
}

/** Both as Node takes them. */
function headOf(own: Readonly<Record<string, string>>, others: Headers): OutgoingHttpHeaders {
  // As nearly always.
  if (others.keys().next().done === true) return own
  const all = new Headers(own)
  for (const [name, value] of others) all.append(name, value)
  const cookies = all.getSetCookie()
  return { ...Object.fromEntries(all), ...(cookies.length > 0 && { 'set-cookie': cookies }) }
}
