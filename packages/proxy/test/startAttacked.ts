import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { createClusterRegistry } from '@catalyst/kubernetes-client'
import { startCluster, type Cluster } from '@catalyst/testing/cluster'
import pino from 'pino'
import { expect, vi } from 'vitest'
import { WebSocket } from 'ws'
import { createProxy, type Authenticate, type Proxy, type ProxyOptions } from '../src/index.ts'

const definitions = join(import.meta.dirname, '../../../deploy/crds')

export interface AttackCall {
  method?: string | undefined
  /** Whose token is shown; nobody's without it. */
  as?: string | undefined
  headers?: Record<string, string> | undefined
  body?: string | Buffer | undefined
}

export interface AttackAnswer {
  status: number
  headers: IncomingMessage['headers']
  text: string
}

export interface Attacked extends AsyncDisposable {
  cluster: Cluster
  proxy: Proxy
  port: number
  /** Its own Host. */
  own: string
  /** Its own Origin. */
  origin: string
  /** Everything that was logged, as it was written; audit records included. */
  lines: string[]
  /** The audit records among it. */
  audited(): Record<string, unknown>[]
  /** Sends a request over a connection of its own, with a path that nothing tidies up. */
  send(path: string, call?: AttackCall): Promise<AttackAnswer>
  /** Opens a shell. */
  shell(as: string, query: string, path?: string): WebSocket
}

export interface AttackedOptions extends Partial<ProxyOptions> {
  /** Groups of each person, who shows their name as a token. @default { ann: [], ben: [] }, where ann may do everything in acme-shop and ben in acme-blog */
  people?: Readonly<Record<string, readonly string[]>> | undefined
  /** Whether pods run. @default false */
  pods?: boolean | undefined
}

export const shop = '/api/v1/clusters/-/namespaces/acme-shop'

/** The proxy on a real socket, in front of a cluster with RBAC in which ann and ben have a namespace each. */
export async function startAttacked({
  people = { ann: [], ben: [] },
  pods = false,
  ...options
}: AttackedOptions = {}): Promise<Attacked> {
  await using parts = new AsyncDisposableStack()
  const cluster = parts.use(await startCluster({ nodes: pods ? 1 : 0 }))
  for (const file of ['environments.yaml', 'projects.yaml'])
    await cluster.apply(await readFile(join(definitions, file), 'utf8'))
  await cluster.apply([...home('acme', 'ann'), ...home('acme-shop', 'ann'), ...home('acme-blog', 'ben')])
  if (pods) await runPods(cluster)
  const lines: string[] = []
  const encoded = Buffer.from(cluster.kubeconfig()).toString('base64')
  const proxy = parts.use(
    createProxy({
      clusters: createClusterRegistry({ env: { KUBECONFIG_TEST: encoded }, inDocker: false }),
      logger: pino({ level: 'debug' }, { write: (line) => void lines.push(line) }),
      authenticate: byName(people),
      ...options,
    }),
  )
  const { port } = await proxy.listen({ port: 0 })
  const own = `localhost:${port}`
  const origin = `http://${own}`
  const shells = new Set<WebSocket>()
  parts.defer(() => shells.forEach((socket) => socket.terminate()))
  const owned = parts.move()
  return {
    cluster,
    proxy,
    port,
    own,
    origin,
    lines,
    audited: () =>
      lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter(({ audit }) => audit === true),
    async send(path, { method = 'GET', as, headers = {}, body } = {}) {
      const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
      const sent = { host: own, ...length, ...(as !== undefined && { authorization: `Bearer ${as}` }), ...headers }
      const request = httpRequest({ host: '127.0.0.1', port, path, method, agent: false, headers: sent })
      // An upload that is refused half-way is cut by the server.
      request.on('error', () => undefined)
      const answered = once(request, 'response') as Promise<[IncomingMessage]>
      request.end(body)
      const [response] = await answered
      return { status: response.statusCode ?? 0, headers: response.headers, text: await text(response) }
    },
    shell(as, query, path = `${shop}/pods/web/exec`) {
      const headers = { authorization: `Bearer ${as}`, origin }
      const socket = new WebSocket(`ws://${own}${path}?${query}`, 'v5.channel.k8s.io', { headers })
      socket.on('error', () => undefined)
      shells.add(socket)
      return socket
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

function byName(people: Readonly<Record<string, readonly string[]>>): Authenticate {
  return async function authenticate({ headers }) {
    const [, subject = ''] = /^Bearer (\S+)$/.exec(headers.get('authorization') ?? '') ?? []
    const groups = people[subject]
    if (groups === undefined) return null
    return { subject, groups, teams: [], impersonate: true, credential: 'bearer' }
  }
}

/** A namespace in which somebody may do everything. */
function home(name: string, owner: string) {
  const rbac = 'rbac.authorization.k8s.io'
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name } },
    {
      apiVersion: `${rbac}/v1`,
      kind: 'RoleBinding',
      metadata: { name: 'owner', namespace: name },
      roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [{ apiGroup: rbac, kind: 'User', name: owner }],
    },
  ]
}

async function runPods({ api }: Cluster): Promise<void> {
  const account = () => api.get('serviceaccounts', { namespace: 'acme-shop', name: 'default' })
  await vi.waitFor(() => expect(account()).toBeDefined())
  for (const name of ['web', 'other']) {
    const container = { image: 'busybox:stable', command: ['sleep', '3600'] }
    await api.create('pods', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace: 'acme-shop' },
      spec: {
        containers: [
          { name: 'app', ...container },
          { name: 'side', ...container },
        ],
      },
    })
  }
  const phases = () =>
    api.list('pods', { namespace: 'acme-shop' }).map((pod) => (pod['status'] as { phase?: string }).phase)
  await vi.waitFor(() => expect(phases()).toEqual(['Running', 'Running']), { timeout: 10_000 })
}
