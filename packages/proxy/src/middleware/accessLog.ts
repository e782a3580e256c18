import type { MiddlewareHandler } from 'hono'
import type { Logger } from 'pino'
import type { ProxyEnv } from '../ProxyContext.ts'

/** One line per request, without its query, headers or body: they can hold secrets. A stream's line is written when it begins. */
export function accessLog(logger: Logger): MiddlewareHandler<ProxyEnv> {
  return async function accessLog(c, next) {
    const start = performance.now()
    await next()
    const record = {
      requestId: c.get('requestId'),
      subject: c.get('identity')?.subject,
      operation: c.get('operation')?.id,
      method: c.req.method,
      path: c.req.path,
      status: c.res.status,
      milliseconds: Math.round(performance.now() - start),
    }
    if (record.path.startsWith('/api/')) logger.info(record, 'request')
    else logger.debug(record, 'request')
  }
}
