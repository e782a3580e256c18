import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createClusterRegistry } from '@catalyst/kubernetes-client'
import { startCluster, type Cluster } from '@catalyst/testing/cluster'
import pino from 'pino'
import { createProxy, type Proxy, type ProxyOptions } from '../src/index.ts'

export interface EmbeddedProxy extends AsyncDisposable {
  proxy: Proxy
  cluster: Cluster
  /** Everything that was logged, audit records included. */
  log: Record<string, unknown>[]
  /** Asks it as a page of its own would, without a socket. */
  get(path: string, headers?: Record<string, string>): Promise<Response>
}

const definitions = join(import.meta.dirname, '../../../deploy/crds')
export const site = 'http://localhost:8080'

/** A proxy in front of an embedded cluster that has Catalyst's kinds and runs no pods. */
export async function startEmbedded(options: Partial<ProxyOptions> = {}): Promise<EmbeddedProxy> {
  await using parts = new AsyncDisposableStack()
  const cluster = parts.use(await startCluster({ nodes: 0 }))
  const files = (await readdir(definitions)).filter((file) => file.endsWith('.yaml'))
  for (const file of files) await cluster.apply(await readFile(join(definitions, file), 'utf8'))
  const log: Record<string, unknown>[] = []
  const KUBECONFIG_TEST = Buffer.from(cluster.kubeconfig()).toString('base64')
  const proxy = parts.use(
    createProxy({
      clusters: createClusterRegistry({ env: { KUBECONFIG_TEST }, inDocker: false }),
      logger: pino({ level: 'debug' }, { write: (line) => log.push(JSON.parse(line) as Record<string, unknown>) }),
      ...options,
    }),
  )
  await proxy.ready
  const owned = parts.move()
  return {
    proxy,
    cluster,
    log,
    get: async (path, headers = {}) => proxy.app.request(`${site}${path}`, { headers: { origin: site, ...headers } }),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
