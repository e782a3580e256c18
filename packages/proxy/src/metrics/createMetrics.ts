import type { MiddlewareHandler } from 'hono'
import { collectDefaultMetrics, Gauge, Histogram, Registry, register as processRegistry } from 'prom-client'
import type { ProxyEnv } from '../ProxyContext.ts'

export interface Metrics {
  /** Measures every request until its answer begins. */
  measure: MiddlewareHandler<ProxyEnv>
  /** The text that Prometheus reads. */
  render(): Promise<{ contentType: string; text: string }>
}

/** How the watches of the default cluster are. */
export type WatchStates = () => readonly { kind: string; state: string }[]

let collectsProcess = false

/** The proxy's own measurements, beside those of the process. */
export function createMetrics(watchStates: WatchStates): Metrics {
  collectProcessMetrics()
  const registry = new Registry()
  const duration = new Histogram({
    name: 'catalyst_http_request_duration_seconds',
    help: 'Time until an answer begins, by operation and status.',
    labelNames: ['operation', 'method', 'status'],
    registers: [registry],
  })
  new Gauge({
    name: 'catalyst_watch_live',
    help: "Whether the default cluster's watch of a kind is live (1) or not (0).",
    labelNames: ['kind'],
    registers: [registry],
    collect() {
      for (const { kind, state } of watchStates()) this.set({ kind }, state === 'live' ? 1 : 0)
    },
  })
  return {
    async measure(c, next) {
      const end = duration.startTimer()
      await next()
      end({ operation: c.get('operation')?.id ?? 'other', method: methodLabel(c.req.method), status: c.res.status })
    },
    async render() {
      const merged = Registry.merge([processRegistry, registry])
      return { contentType: merged.contentType, text: await merged.metrics() }
    },
  }
}

/** A label with values of the client's choice would grow without bound. */
function methodLabel(method: string): string {
  return ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].includes(method) ? method : 'other'
}

/** Once per process: the collectors observe the process and can't be taken back. */
function collectProcessMetrics(): void {
  if (collectsProcess) return
  collectsProcess = true
  collectDefaultMetrics()
}
