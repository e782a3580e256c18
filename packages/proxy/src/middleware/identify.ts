import type { Context, MiddlewareHandler } from 'hono'
import type { Authenticate, Identity } from '../identity/Identity.ts'
import { isProblemError, ProblemError } from '../problems/ProblemError.ts'
import type { ProxyEnv } from '../ProxyContext.ts'

/**
 * Finds out who asks, and forgets whoever's credential has ended. Why a credential is none is kept for whoever needs to
 * know: what everybody may have does not ask for one.
 */
export function identify(authenticate: Authenticate): MiddlewareHandler<ProxyEnv> {
  return async function identify(c, next) {
    const answer = new Headers()
    try {
      const identity = await authenticate(c.req.raw, answer)
      if (identity !== null && !hasEnded(identity)) c.set('identity', identity)
    } catch (error) {
      if (!isProblemError(error)) throw error
      c.set('refusal', error)
    }
    await next()
    for (const cookie of answer.getSetCookie()) c.header('set-cookie', cookie, { append: true })
    // RFC 9110, 15.5.2: a 401 names how to come in.
    if (c.res.status === 401) c.header('www-authenticate', 'Bearer')
  }
}

/** The caller of a request. @throws ProblemError UNAUTHORIZED where there is none. */
export function identityOf(c: Context<ProxyEnv>): Identity {
  const identity = c.get('identity')
  if (identity !== undefined) return identity
  throw (
    c.get('refusal') ??
    new ProblemError('UNAUTHORIZED', 'Nobody is signed in, or the sign-in has ended. Sign in again.')
  )
}

/** Keeps out whoever did not say who they are. */
export const requireIdentity: MiddlewareHandler<ProxyEnv> = function requireIdentity(c, next) {
  identityOf(c)
  return next()
}

function hasEnded(identity: Identity): boolean {
  return identity.expiresAt !== undefined && identity.expiresAt.getTime() <= Date.now()
}
