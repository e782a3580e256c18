import type { Context, MiddlewareHandler } from 'hono'
import { ProblemError } from '../problems/ProblemError.ts'
import type { ProxyEnv } from '../ProxyContext.ts'
import type { SitePolicy } from './createSitePolicy.ts'
import { isSafeTarget } from './isSafeTarget.ts'

/**
 * Lets nothing in that is not meant for this server or comes from a foreign page: reads, writes and upgrades alike. It
 * stands before everything else, so that nothing is parsed, looked up or told to a stranger.
 */
export function siteGate(policy: SitePolicy): MiddlewareHandler<ProxyEnv> {
  return function siteGate(c, next) {
    if (!isSafeTarget(targetOf(c))) {
      throw new ProblemError(
        'INVALID_INPUT',
        'The path is ambiguous: it may hold no "//", no "." or ".." step, no encoded slash and no backslash.',
      )
    }
    if (!policy.allowsHost(hostOf(c))) {
      throw new ProblemError(
        'FORBIDDEN',
        'This server does not go by the name in the Host header. Whoever runs it can set its public URL.',
      )
    }
    const origin = c.req.header('origin')
    if (origin !== undefined && !policy.allowsOrigin(origin)) {
      throw new ProblemError(
        'FORBIDDEN',
        'Pages of this origin may not use this server. Whoever runs it can allow the origin.',
      )
    }
    if (origin === undefined && isForeignSubresource(c)) {
      throw new ProblemError('FORBIDDEN', 'Another site may link to this server, but not embed what it serves.')
    }
    return next()
  }
}

/** The request target as it came: a URL that was parsed has lost its "..". */
function targetOf(c: Context<ProxyEnv>): string {
  return c.env?.incoming?.url ?? new URL(c.req.url).pathname
}

/** A socket without Host header belongs to nobody; a Request made in this process has its host in the URL. */
function hostOf(c: Context<ProxyEnv>): string | undefined {
  return c.req.header('host') ?? (c.env?.incoming === undefined ? new URL(c.req.url).host : undefined)
}

/** A page needs no Origin header to load a script or an image from here; the browser tells on it all the same. */
function isForeignSubresource(c: Context<ProxyEnv>): boolean {
  const site = c.req.header('sec-fetch-site')
  return (site === 'cross-site' || site === 'same-site') && c.req.header('sec-fetch-mode') !== 'navigate'
}
