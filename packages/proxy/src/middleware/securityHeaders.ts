import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'

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

/** Security headers of the API or of the dashboard's pages; HSTS only where the public address is https. */
export function securityHeaders(of: 'api' | 'page', options: { publicUrl?: string | undefined }): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy: of === 'api' ? apiPolicy : pagePolicy,
    strictTransportSecurity: options.publicUrl?.startsWith('https:') === true ? 'max-age=31536000' : false,
    xFrameOptions: 'DENY',
  })
}
