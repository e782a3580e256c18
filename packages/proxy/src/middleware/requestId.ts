import type { MiddlewareHandler } from 'hono'
import { addHeaders } from '../http/sendBytes.ts'
import type { ProxyEnv } from '../ProxyContext.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Gives every request an id that its answer, its log lines and its audit records share; a client may choose it, if it is a UUID. */
export function requestId(): MiddlewareHandler<ProxyEnv> {
  return async function requestId(c, next) {
    const chosen = c.req.header('x-request-id')
    const id = chosen !== undefined && uuid.test(chosen) ? chosen : crypto.randomUUID()
    c.set('requestId', id)
    await next()
    addHeaders(c, { 'x-request-id': id })
  }
}
