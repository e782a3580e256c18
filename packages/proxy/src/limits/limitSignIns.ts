import type { Context, MiddlewareHandler } from 'hono'
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
    if (c.get('identity') !== undefined || !showsCredential(c)) return next()
    const peer = c.env?.incoming?.socket.remoteAddress
    const address = addressOf(peer, c.req.header('x-forwarded-for'), limits.trustedProxies)
    refused(c, address, () => limiter.admitSignIn(address))
    await next()
    // Whoever comes back from signing in shows a cookie too, and is no failure.
    if (c.res.status >= 400) limiter.signInFailed(address)
  }
}

/** Whoever shows nothing has tried nothing: that is how every page of somebody who isn't signed in begins. */
function showsCredential(c: Context<ProxyEnv>): boolean {
  return (
    c.req.header('authorization') !== undefined ||
    c.req.header('cookie') !== undefined ||
    c.req.header('sec-websocket-protocol')?.includes('bearer') === true
  )
}
