import type { MiddlewareHandler } from 'hono'
import { matchAlias, matchOperation } from '../openapi/matchOperation.ts'
import type { ProxyEnv } from '../ProxyContext.ts'

/** Finds the operation that a request is for, so that metrics, log and audit can name it, refused or not. */
export const findOperation: MiddlewareHandler<ProxyEnv> = function findOperation(c, next) {
  c.set('operation', matchOperation(c.req.method, c.req.path) ?? matchAlias(c.req.method, c.req.path))
  return next()
}
