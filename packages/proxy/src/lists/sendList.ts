import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Context, TypedResponse } from 'hono'
import type { JSONParsed } from 'hono/utils/types'
import type { ProxyEnv } from '../ProxyContext.ts'
import { matchesEtag } from './matchesEtag.ts'
import type { ListBody } from './ListBodyCache.ts'

const compress = promisify(gzip)
/** Below this a packet is a packet. */
const minCompressedLength = 1400

/** Serialises a list once; equal lists have equal tags. */
export function listBody(list: object): ListBody {
  const text = JSON.stringify(list)
  // Weak, because the same tag stands for the plain and the compressed bytes.
  return { text, etag: `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"` }
}

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
  if (body.text.length < minCompressedLength || !takesGzip(c.req.header('accept-encoding')))
    return c.body(body.text, 200, typed)
  body.gzip ??= compress(body.text, { level: 4 })
  return c.body(new Uint8Array(await body.gzip), 200, { ...typed, 'content-encoding': 'gzip' })
}

function takesGzip(accepted = ''): boolean {
  return /(^|,)\s*gzip\s*(,|$|;\s*q=(1|0\.0*[1-9]))/i.test(accepted)
}
