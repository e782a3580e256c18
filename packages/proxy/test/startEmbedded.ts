import type { Cluster } from '@catalyst/testing/cluster'
import pino from 'pino'
import { expect } from 'vitest'
import { createProxy, type Proxy, type ProxyOptions } from '../src/index.ts'
import { registryOfCluster, startKinds } from './startKinds.ts'
import { site, type TestRequest } from './startProxy.ts'

export interface EmbeddedProxy extends AsyncDisposable {
  proxy: Proxy
  cluster: Cluster
  /** Everything that was logged, audit records included. */
  log: Record<string, unknown>[]
  /** Sends a request as the dashboard would; a body is sent as JSON. */
  request(path: string, init?: TestRequest): Promise<Response>
}

/** A proxy in front of an embedded cluster, with its watches up. */
export async function startEmbedded(proxyOptions: Partial<ProxyOptions> = {}): Promise<EmbeddedProxy> {
  await using parts = new AsyncDisposableStack()
  const cluster = parts.use(await startKinds())
  const log: Record<string, unknown>[] = []
  const logger = pino({ level: 'debug' }, { write: (line) => log.push(JSON.parse(line) as Record<string, unknown>) })
  const proxy = parts.use(createProxy({ clusters: registryOfCluster(cluster), logger, ...proxyOptions }))
  await proxy.ready
  // The lists are in; the watches that keep them up to date are there a moment later.
  const health = async () => (await proxy.app.request(`${site}${proxyOptions.basePath ?? ''}/readyz`)).text()
  await expect.poll(health).not.toContain('stale')
  const owned = parts.move()
  return {
    proxy,
    cluster,
    log,
    async request(path, { method = 'GET', headers = {}, body } = {}) {
      const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' }
      return proxy.app.request(`${site}${path}`, {
        method,
        headers: { origin: site, ...type, ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
