import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { stripVTControlCharacters } from 'node:util'
import { createClusterRegistry } from '@catalyst/kubernetes-client'
import { createProxy } from '@catalyst/proxy'
import { startOperatedDemo } from '../support/startOperatedDemo.ts'

/** A running proxy in front of a cluster in which a team works, as applications with the kit find it. */
export interface KitWorld extends AsyncDisposable {
  /** Where the proxy answers. */
  readonly proxyUrl: string
  /** An environment that is Ready, with a pod that writes and can be logged in to. */
  readonly environment: { readonly name: string; readonly namespace: string }
  readonly pod: { readonly namespace: string; readonly pod: string }
  /** A server that answers nothing yet, at an origin that the proxy allows. */
  readonly hosts: readonly { readonly url: string; readonly port: number; readonly server: Server }[]
  /** Asks the proxy under `/api/v1` and gives its JSON. */
  call<T>(path: string, init?: RequestInit): Promise<T>
  /** The last lines of the pod's log, without colours and names of containers. */
  tail(): Promise<readonly string[]>
}

/** Starts a proxy that allows pages from so many other origins. */
export async function startKitWorld(origins: number): Promise<KitWorld> {
  await using parts = new AsyncDisposableStack()
  const hosts = await Promise.all(Array.from({ length: origins }, openHost))
  for (const { server } of hosts) parts.defer(() => closeHost(server))
  const { cluster } = parts.use(await startOperatedDemo())
  const kubeconfig = Buffer.from(cluster.kubeconfig()).toString('base64')
  const clusters = createClusterRegistry({ env: { KUBECONFIG_DEMO: kubeconfig }, inDocker: false })
  const proxy = parts.use(createProxy({ clusters, allowedOrigins: hosts.map(({ url }) => url) }))
  const { url: proxyUrl } = await proxy.listen({ port: 0 })
  await proxy.ready

  const ask = async (path: string, init: RequestInit = {}) => {
    const headers = { origin: proxyUrl, 'content-type': 'application/json', ...init.headers }
    const answer = await fetch(`${proxyUrl}/api/v1${path}`, { ...init, headers })
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
    return answer
  }
  // Whose lines are shown as they are, which lines of JSON need not be.
  const environment = { name: 'production', namespace: 'orbit-atlas' }
  const namespace = 'orbit-atlas-production'
  const { items } = (await (await ask(`/clusters/-/namespaces/${namespace}/pods`)).json()) as {
    items: { metadata: { name: string } }[]
  }
  const linesOf = async (name: string) => {
    const answer = await ask(`/clusters/-/namespaces/${namespace}/pods/${name}/log?tailLines=20`)
    return (await answer.text())
      .split('\n')
      .map(plainText)
      .filter((line) => line !== '')
  }
  // The one of its Deployments that writes all the time.
  const name = items.find(({ metadata }) => metadata.name.startsWith('site-'))?.metadata.name
  if (name === undefined) throw new Error(`There is no pod of the site in ${namespace}.`)
  const pod = { namespace, pod: name }
  const owned = parts.move()
  return {
    proxyUrl,
    environment,
    pod,
    hosts,
    call: async <T>(path: string, init?: RequestInit) => (await (await ask(path, init)).json()) as T,
    tail: () => linesOf(name),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

function plainText(line: string): string {
  return stripVTControlCharacters(line)
    .replace(/^\[[^\]]+\] /, '')
    .trim()
}

async function openHost() {
  const server = createServer()
  server.listen(0, 'localhost')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { server, port, url: `http://localhost:${port}` }
}

async function closeHost(server: Server): Promise<void> {
  if (!server.listening) return
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closed
}
