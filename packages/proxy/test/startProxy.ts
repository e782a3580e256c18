import { createClusterRegistry } from '@catalyst/kubernetes-client'
import pino from 'pino'
import { createProxy, type Proxy, type ProxyOptions } from '../src/index.ts'
import { startApiServer, type ApiServer, type ApiServerOptions } from './startApiServer.ts'

export interface TestProxy extends AsyncDisposable {
  proxy: Proxy
  api: ApiServer
  /** Everything that was logged, audit records included. */
  log: Record<string, unknown>[]
  /** Sends a request as the dashboard would; a body is sent as JSON. */
  request(path: string, init?: TestRequest): Promise<Response>
}

export interface TestRequest {
  method?: string
  headers?: Record<string, string>
  body?: unknown
}

export const site = 'http://localhost:8080'

/** A proxy in front of a small API server. */
export async function startProxy(options: Partial<ProxyOptions> & { api?: ApiServerOptions } = {}): Promise<TestProxy> {
  const { api: apiOptions, ...proxyOptions } = options
  const api = await startApiServer(apiOptions)
  const log: Record<string, unknown>[] = []
  const proxy = createProxy({
    clusters: registryOf(api),
    logger: pino({ level: 'debug' }, { write: (line) => log.push(JSON.parse(line) as Record<string, unknown>) }),
    ...proxyOptions,
  })
  return {
    proxy,
    api,
    log,
    async request(path, { method = 'GET', headers = {}, body } = {}) {
      const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }
      const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' }
      return proxy.app.request(`${site}${path}`, { method, headers: { origin: site, ...type, ...headers }, ...sent })
    },
    async [Symbol.asyncDispose]() {
      await proxy[Symbol.asyncDispose]()
      await api[Symbol.asyncDispose]()
    },
  }
}

/** One cluster, named TEST. */
export function registryOf(api: Pick<ApiServer, 'kubeconfig'>) {
  const encoded = Buffer.from(api.kubeconfig).toString('base64')
  return createClusterRegistry({ env: { KUBECONFIG_TEST: encoded }, inDocker: false })
}
