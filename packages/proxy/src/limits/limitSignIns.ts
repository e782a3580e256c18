import { bearerSubprotocolPrefix } from '@catalyst/api'
import type { Context, MiddlewareHandler } from 'hono'
import { apiBase } from '../openapi/matchOperation.ts'
import type { ProxyContext, ProxyEnv } from '../ProxyContext.ts'
import { addressOf } from './addressOf.ts'
import { auditRefusals } from './auditRefusals.ts'

/**
 * Counts credentials that turned out to be none. A request that shows a good one is let through whatever came from its
 * address before. Stands behind the middleware that finds out who asks.
 */
export function limitSignIns(context: Pick<ProxyContext, 'limiter' | 'limits' | 'audit'>): MiddlewareHandler<ProxyEnv> {
  const { limiter, limits } = context
  const refused = auditRefusals(context)
  return async function limitSignIns(c, next) {
    if (c.get('identity') !== undefined || !triesToSignIn(c)) return next()
    const peer = c.env?.incoming?.socket.remoteAddress
    const address = addressOf(peer, c.req.header('x-forwarded-for'), limits.trustedProxies)
    refused(c, address, () => limiter.admitSignIn(address))
    await next()
    // A provider that is away is no fault of the caller's.
    if (c.res.status >= 400 && c.res.status < 500) limiter.signInFailed(address)
  }
}

/**
 * Whoever shows nothing has tried nothing: that is how every page of somebody who isn't signed in begins. A cookie is
 * no try either: it is sealed, so that there is nothing to guess, and an old one comes along by itself.
 */
function triesToSignIn(c: Context<ProxyEnv>): boolean {
  return (
    c.req.path.startsWith(`${apiBase}/auth/`) ||
    c.req.header('authorization') !== undefined ||
    c.req.header('sec-websocket-protocol')?.includes(bearerSubprotocolPrefix) === true
  )
}
