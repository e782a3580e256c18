import { Hono, type Context, type MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { addHeaders } from '../http/sendBytes.ts'
import type { ProxyEnv } from '../ProxyContext.ts'

type Policy = NonNullable<NonNullable<Parameters<typeof secureHeaders>[0]>['contentSecurityPolicy']>

/** An answer of the API is no document: opened as one, it may do nothing. */
const apiPolicy: Policy = { defaultSrc: ["'none'"], frameAncestors: ["'none'"], sandbox: [] }

/** The dashboard runs its own scripts and nothing else. Styles are inline too, because xterm writes style elements. */
const pagePolicy: Policy = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  manifestSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
}

/**
 * Security headers of every answer, errors and what is not there included; HSTS only where the public address is https.
 * A problem or an answer of the API may do nothing when it is opened; what signing in shows is a page like the dashboard.
 */
export function securityHeaders({ publicUrl }: { publicUrl?: string | undefined }): MiddlewareHandler<ProxyEnv> {
  const strictTransportSecurity = publicUrl?.startsWith('https:') === true ? 'max-age=31536000' : false
  const of = (contentSecurityPolicy: Policy) =>
    headersOf(secureHeaders({ contentSecurityPolicy, strictTransportSecurity, xFrameOptions: 'DENY' }))
  const [api, page] = [of(apiPolicy), of(pagePolicy)]
  return async function securityHeaders(c, next) {
    await next()
    addHeaders(c, await (isPage(c) ? page : api))
  }
}

/** The headers that a middleware adds to any answer: they are the same for all, so they are made once. */
async function headersOf(middleware: MiddlewareHandler): Promise<Readonly<Record<string, string>>> {
  const { headers } = await new Hono()
    .use(middleware)
    .all('*', (c) => c.body(null))
    .request('/')
  return Object.fromEntries(headers)
}

function isPage(c: Context<ProxyEnv>): boolean {
  if (c.res.headers.get('content-type') === 'application/problem+json') return false
  return !c.req.path.startsWith('/api/') || c.req.path.startsWith('/api/v1/auth/')
}
