import type { Context, MiddlewareHandler } from 'hono'
import { ProblemError } from '../problems/ProblemError.ts'
import type { ProxyEnv } from '../ProxyContext.ts'

const reads = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * A browser sends cookies, or nothing at all, on behalf of any page, so a change has to prove that it comes from an
 * own page: by the Origin header, which `siteGate` has judged, or by `Sec-Fetch-Site`. An upgrade is a GET that can
 * change everything and proves it by its Origin alone. A bearer token proves itself: no browser adds it unasked.
 */
export function writeGate(): MiddlewareHandler<ProxyEnv> {
  return function writeGate(c, next) {
    const bearer = c.get('identity')?.credential === 'bearer'
    if (!bearer && c.req.header('origin') === undefined) {
      if (isUpgrade(c))
        throw new ProblemError('FORBIDDEN', 'A WebSocket needs an Origin header that names a page of this server.')
      if (!reads.has(c.req.method) && c.req.header('sec-fetch-site') !== 'same-origin') {
        throw new ProblemError(
          'FORBIDDEN',
          'A change needs an Origin header that names this server, which browsers send by themselves; from a script, set it to the address of this server.',
        )
      }
    }
    return next()
  }
}

/** Whether a request asks for a WebSocket. */
export function isUpgrade(c: Context<ProxyEnv>): boolean {
  return c.req.header('upgrade')?.toLowerCase() === 'websocket'
}
