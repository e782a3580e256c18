import type { MiddlewareHandler } from 'hono'
import { matchOperation } from '../openapi/matchOperation.ts'
import { bodyTypeOf } from '../openapi/toOpenApiRoute.ts'
import { ProblemError } from '../problems/ProblemError.ts'
import type { ProxyEnv } from '../ProxyContext.ts'

/** Finds the operation that a request is for, and refuses a body in another format than its own. */
export function operation(): MiddlewareHandler<ProxyEnv> {
  return async function operation(c, next) {
    const matched = matchOperation(c.req.method, c.req.path)
    c.set('operation', matched)
    const contentType = c.req.header('content-type')
    if (matched?.contract.request.body !== undefined && contentType !== undefined) {
      const accepted = acceptedTypes(bodyTypeOf(matched.contract))
      if (!accepted.includes(essenceOf(contentType))) {
        throw new ProblemError('UNSUPPORTED_MEDIA_TYPE', `This takes ${accepted.join(' or ')}.`, {
          headers: { [matched.contract.method === 'patch' ? 'accept-patch' : 'accept-post']: accepted.join(', ') },
        })
      }
    }
    await next()
  }
}

/** A merge patch may come as plain JSON too: there is no other patch that it could be mistaken for. */
function acceptedTypes(bodyType: string): string[] {
  return bodyType === 'application/json' ? [bodyType] : [bodyType, 'application/json']
}

function essenceOf(contentType: string): string {
  return (contentType.split(';', 1)[0] ?? '').trim().toLowerCase()
}
