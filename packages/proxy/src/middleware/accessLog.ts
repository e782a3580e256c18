import type { MiddlewareHandler } from 'hono'
import type { Logger } from 'pino'
import type { ProxyEnv } from '../ProxyContext.ts'

/**
 * A line for each request that leaves no audit record, and with `debug` for the others too; without query, headers or
 * body, which can hold secrets. A stream's line is written when it begins.
 */
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
    if (record.operation === undefined && record.path.startsWith('/api/')) logger.info(record, 'request')
    else logger.debug(record, 'request')
  }
}
