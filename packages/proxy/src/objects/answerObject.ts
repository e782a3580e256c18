import type { Context, TypedResponse } from 'hono'
import type { JSONParsed } from 'hono/utils/types'
import { sendBytes } from '../http/sendBytes.ts'
import { matchesEtag } from '../lists/matchesEtag.ts'
import { apiBase } from '../openapi/matchOperation.ts'
import type { ProxyEnv } from '../ProxyContext.ts'
import { KeptBytes } from './KeptBytes.ts'
import type { StoredObject } from './StoredObject.ts'

const kept = new KeptBytes()

/** Answers one object that was read, or 304 where the client has this version of it. */
export function answerObject<TObject extends StoredObject>(c: Context<ProxyEnv>, object: TObject) {
  return send(c, object) as Response & TypedResponse<JSONParsed<TObject>, 200, 'json'>
}

function send(c: Context<ProxyEnv>, object: StoredObject): Response {
  const { uid = '', resourceVersion = '' } = object.metadata
  const etag = `W/"${uid}-${resourceVersion}"`
  const headers = { etag, 'cache-control': 'private, no-cache' }
  if (matchesEtag(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers)
  return sendBytes(c, kept.of(object), { ...headers, 'content-type': 'application/json' })
}

/** Where an object is to be found: the value of a Location header. */
export function objectPath(
  { basePath, cluster, plural }: { basePath: string; cluster: string; plural: 'environments' | 'projects' },
  { metadata }: StoredObject,
): string {
  return `${basePath}${apiBase}/clusters/${cluster}/namespaces/${metadata.namespace ?? ''}/${plural}/${metadata.name}`
}
