import { Hono } from 'hono'
import { noSuchRoute } from '../openapi/noSuchRoute.ts'
import type { ProxyContext, ProxyEnv } from '../ProxyContext.ts'
import type { Readiness } from './createReadiness.ts'

/** What an orchestrator and Prometheus ask. They come by the pod's address, so no Host header is checked, and no secret is told. */
export function healthRoutes(readiness: Readiness, { metrics, options }: Pick<ProxyContext, 'metrics' | 'options'>) {
  return new Hono<ProxyEnv>()
    .get('/healthz', (c) => c.json({ status: 'alive' }))
    .get('/readyz', (c) => {
      void readiness.start()
      const answer = readiness.check()
      return c.json(answer, answer.status === 'ready' ? 200 : 503)
    })
    .get('/metrics', async (c) => {
      if (options.metricsRoute === false) return noSuchRoute(c)
      const { contentType, text } = await metrics.render()
      return c.body(text, 200, { 'content-type': contentType })
    })
}
