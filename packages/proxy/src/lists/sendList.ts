import type { Context, TypedResponse } from 'hono'
import type { JSONParsed } from 'hono/utils/types'
import { sendBytes } from '../http/sendBytes.ts'
import type { ProxyEnv } from '../ProxyContext.ts'
import type { ListBody } from './ListBody.ts'
import { matchesEtag } from './matchesEtag.ts'
import { preferredCoding } from './preferredCoding.ts'

/** Below this a packet is a packet. */
const minCompressedLength = 1400

/** Answers a list, or 304 where the client has it already. Compressed where the client takes it. */
export async function sendList<T>(
  c: Context<ProxyEnv>,
  body: ListBody,
): Promise<Response & TypedResponse<JSONParsed<T>, 200, 'json'>> {
  const headers = { etag: body.etag, 'cache-control': 'private, no-cache', vary: 'Accept-Encoding' }
  return (await send(c, body, headers)) as Response & TypedResponse<JSONParsed<T>, 200, 'json'>
}

async function send(c: Context<ProxyEnv>, body: ListBody, headers: Record<string, string>): Promise<Response> {
  if (matchesEtag(c.req.header('if-none-match'), body.etag)) return c.body(null, 304, headers)
  const typed = { ...headers, 'content-type': 'application/json' }
  const coding = body.bytes.length < minCompressedLength ? undefined : preferredCoding(c.req.header('accept-encoding'))
  if (coding === undefined) return sendBytes(c, body.bytes, typed)
  return sendBytes(c, await body.compressed(coding), { ...typed, 'content-encoding': coding })
}
