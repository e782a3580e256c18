import type { MiddlewareHandler } from 'hono'
import type { ProxyEnv } from '../ProxyContext.ts'
import type { ProxyMetrics } from './ProxyMetrics.ts'

/** Measures every request until its answer begins. */
export function measureRequests(metrics: ProxyMetrics): MiddlewareHandler<ProxyEnv> {
  return async function measureRequests(c, next) {
    const start = performance.now()
    await next()
    metrics.requestAnswered({
      operation: c.get('operation')?.id ?? 'other',
      method: methodLabel(c.req.method),
      status: c.res.status,
      seconds: (performance.now() - start) / 1000,
    })
  }
}

/** A label with values of the client's choice would grow without bound. */
function methodLabel(method: string): string {
  return ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].includes(method) ? method : 'other'
}
