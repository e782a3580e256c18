import type { Problem } from '@catalyst/api'
import { createClusterRegistry } from '@catalyst/kubernetes-client'
import { createProxy, type ProxyOptions } from '@catalyst/proxy'
import type { TestCluster } from '../../cluster/startTestCluster.ts'
import { recordRequests, type RecordedRequest } from '../../support/recordRequests.ts'
import { openEvents, type EventReader } from './openEvents.ts'
import { kubeconfigWith, readCluster } from './readCluster.ts'

export interface ProxyCall {
  method?: string | undefined
  headers?: Record<string, string> | undefined
  body?: unknown
}

/** What the proxy answered; `body` is its JSON, or its text where it is none. */
export interface ProxyAnswer<TBody> {
  status: number
  headers: Headers
  body: TBody
}

export interface ProxyOnCluster extends AsyncDisposable {
  url: string
  /** What it asked of the cluster, on whosoever's behalf. */
  requests: readonly RecordedRequest[]
  /** Asks it under `/api/v1`, with a bearer token. */
  call<TBody = Problem>(token: string, path: string, call?: ProxyCall): Promise<ProxyAnswer<TBody>>
  /** Opens a stream of topics. */
  stream(token: string, ...topics: string[]): Promise<EventReader>
}

export interface ProxyOnClusterOptions extends Partial<ProxyOptions> {
  /** Name of the service account in `catalyst-system` whose rights it has. @default 'catalyst-proxy' */
  account?: string | undefined
}

/** Starts the proxy in front of a test cluster with the credential of its own service account, as inside of a cluster. */
export async function startProxyOn(cluster: TestCluster, options: ProxyOnClusterOptions): Promise<ProxyOnCluster> {
  const { account = 'catalyst-proxy', ...proxyOptions } = options
  await using parts = new AsyncDisposableStack()
  const recorder = parts.use(await recordRequests(await readCluster(cluster)))
  const token = (await cluster.kubectl(['create', 'token', account, '--namespace=catalyst-system'])).trim()
  const kubeconfig = Buffer.from(kubeconfigWith(token, { server: recorder.url })).toString('base64')
  const clusters = createClusterRegistry({ env: { KUBECONFIG_TEST: kubeconfig }, inDocker: false })
  const proxy = parts.use(createProxy({ clusters, ...proxyOptions }))
  const { url } = await proxy.listen({ port: 0 })
  const owned = parts.move()
  return {
    url,
    requests: recorder.requests,
    async call<TBody>(bearer: string, path: string, { method = 'GET', headers = {}, body }: ProxyCall = {}) {
      const json = body === undefined ? {} : { 'content-type': 'application/json' }
      const answer = await fetch(`${url}/api/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${bearer}`, ...json, ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      const text = await answer.text()
      const isJson = answer.headers.get('content-type')?.includes('json') === true
      return { status: answer.status, headers: answer.headers, body: (isJson ? JSON.parse(text) : text) as TBody }
    },
    stream: (bearer, ...topics) => openEvents(`${url}/api/v1/stream`, { token: bearer, topics }),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
