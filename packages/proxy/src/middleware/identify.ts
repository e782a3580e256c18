import type { Context, MiddlewareHandler } from 'hono'
import type { Authenticate, Identity } from '../identity/Identity.ts'
import { ProblemError } from '../problems/ProblemError.ts'
import type { ProxyEnv } from '../ProxyContext.ts'

/** Finds out who asks, and forgets whoever's credential has ended. */
export function identify(authenticate: Authenticate): MiddlewareHandler<ProxyEnv> {
  return async function identify(c, next) {
    const identity = await authenticate(c.req.raw)
    if (identity !== null && !hasEnded(identity)) c.set('identity', identity)
    await next()
  }
}

/** The caller of a request. @throws ProblemError UNAUTHORIZED where there is none. */
export function identityOf(c: Context<ProxyEnv>): Identity {
  const identity = c.get('identity')
  if (identity === undefined)
    throw new ProblemError('UNAUTHORIZED', 'Nobody is signed in, or the sign-in has ended. Sign in again.')
  return identity
}

/** Keeps out whoever did not say who they are. */
export const requireIdentity: MiddlewareHandler<ProxyEnv> = async function requireIdentity(c, next) {
  identityOf(c)
  await next()
}

function hasEnded(identity: Identity): boolean {
  return identity.expiresAt !== undefined && identity.expiresAt.getTime() <= Date.now()
}
