import type { MiddlewareHandler } from 'hono'
import { bodyTypeOf } from '../openapi/toOpenApiRoute.ts'
import { ProblemError } from '../problems/ProblemError.ts'
import type { ProxyEnv } from '../ProxyContext.ts'

/** Refuses a body in another format than the operation takes: the validators alone take any JSON for any other. */
export const contentType: MiddlewareHandler<ProxyEnv> = function contentType(c, next) {
  const contract = c.get('operation')?.contract
  const type = c.req.header('content-type')
  if (contract?.request.body !== undefined && type !== undefined) {
    const accepted = acceptedTypes(bodyTypeOf(contract))
    if (!accepted.includes(essenceOf(type))) {
      const header = contract.method === 'patch' ? 'accept-patch' : 'accept-post'
      throw new ProblemError('UNSUPPORTED_MEDIA_TYPE', `This takes ${accepted.join(' or ')}.`, {
        headers: { [header]: accepted.join(', ') },
      })
    }
  }
  return next()
}

/** A merge patch may come as plain JSON too: there is no other patch that it could be mistaken for. */
function acceptedTypes(bodyType: string): string[] {
  return bodyType === 'application/json' ? [bodyType] : [bodyType, 'application/json']
}

function essenceOf(type: string): string {
  return (type.split(';', 1)[0] ?? '').trim().toLowerCase()
}
