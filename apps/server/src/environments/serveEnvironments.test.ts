import { once } from 'node:events'
import { mkdtempDisposable, writeFile } from 'node:fs/promises'
import { get, type IncomingMessage } from 'node:http'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { startCluster, type Cluster } from '@catalyst/testing/cluster'
import { expect, test, vi } from 'vitest'
import { encodedKubeconfig, startServer } from '../../test/startServer.ts'
import { chooseService } from './findTarget.ts'
import { serveEnvironments } from './serveEnvironments.ts'

const labels = { 'catalyst.dev/team': 'acme', 'catalyst.dev/project': 'shop', 'catalyst.dev/environment': 'pr-1' }
const namespace = 'acme-shop-pr-1'

/** An environment as an operator leaves it, with a Service before one pod, and a namespace that is none. */
async function startWorld() {
  const site = () => new Response('from the pod', { headers: { 'x-from': 'pod' } })
  const image = { name: 'registry.example.com/web*', sites: { 8080: site } }
  const cluster = await startCluster({ nodes: 1, images: [image] })
  for (const [name, own] of [
    [namespace, labels],
    ['plain', {}],
  ] as const)
    await cluster.api.create('namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: own } })
  const server = startServer({
    args: ['--port', '0'],
    env: { KUBECONFIG_TEST: Buffer.from(cluster.kubeconfig()).toString('base64') },
  })
  const [, url = ''] = await server.line(/Catalyst is at (http:\S+)/)
  const ask = async (host: string, path = '/') => {
    const { port } = new URL(url)
    const request = get({ host: '127.0.0.1', port, path, agent: false, headers: { host: `${host}:${port}` } })
    const [response] = (await once(request, 'response')) as [IncomingMessage]
    return { status: response.statusCode, headers: response.headers, body: await text(response) }
  }
  return {
    cluster,
    ask,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]()
      await cluster[Symbol.asyncDispose]()
    },
  }
}

async function addService(cluster: Cluster, where: string): Promise<void> {
  await cluster.api.create('services', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'app', namespace: where, labels: { ...labels, 'catalyst.dev/component': 'app' } },
    spec: { selector: { 'catalyst.dev/component': 'app' }, ports: [{ name: 'http', port: 80, targetPort: 'web' }] },
  })
}

async function addPod(cluster: Cluster, where: string, containerPort = 8080): Promise<void> {
  const container = { name: 'app', image: 'registry.example.com/web:1', ports: [{ name: 'web', containerPort }] }
  await cluster.api.create('pods', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', namespace: where, labels: { ...labels, 'catalyst.dev/component': 'app' } },
    spec: { containers: [container] },
  })
}

test('the address of an environment leads to a pod of its Service, and says on the way there what is missing', async () => {
  await using world = await startWorld()
  const { cluster, ask } = world
  const host = `${namespace}.localhost`
  expect(await ask(host)).toMatchObject({ status: 503, body: expect.stringContaining('no Service') })
  await addService(cluster, namespace)
  expect(await ask(host)).toMatchObject({ status: 503, body: expect.stringContaining('no pod of it is ready') })
  await addPod(cluster, namespace)
  await vi.waitFor(async () => expect(await ask(host)).toMatchObject({ status: 200, body: 'from the pod' }), 10_000)
  expect((await ask(host)).headers).toMatchObject({ 'x-from': 'pod' })
  // What the server says of itself is not there.
  expect((await ask(host)).headers).not.toHaveProperty('content-security-policy')
  expect((await ask('localhost', '/api/v1/session')).status).toBe(200)
}, 30_000)

test('where nothing listens in a ready pod it says so', async () => {
  await using world = await startWorld()
  const { cluster, ask } = world
  await addService(cluster, namespace)
  await addPod(cluster, namespace, 8081)
  const answer = () => ask(`${namespace}.localhost`)
  await vi.waitFor(async () => expect(await answer()).toMatchObject({ status: 502 }), 10_000)
  expect((await answer()).body).toContain('could not be reached')
}, 30_000)

test('who was refused and neither hangs up nor stops to talk is hung up on', async () => {
  const away = () => Promise.reject(new Error('away'))
  const { take } = serveEnvironments({ cluster: away, logger: { warn: () => undefined } })
  // As a server of HTTP has its sockets.
  await using server = createServer({ allowHalfOpen: true }).listen(0, '127.0.0.1')
  const came = once(server, 'connection') as Promise<[Socket]>
  await once(server, 'listening')
  const client = connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', allowHalfOpen: true })
  const [socket] = await came
  const head = Buffer.from('POST / HTTP/1.1\r\n\r\n')
  client.write('a body that nobody reads')
  take(socket, { host: `${namespace}.localhost`, head })
  const closed = once(socket, 'close')
  expect(await text(client)).toMatch(/^HTTP\/1\.1 502 /)
  await closed
  client.destroy()
})

test('whatever else runs in the cluster has no address', async () => {
  await using world = await startWorld()
  const { cluster, ask } = world
  await addService(cluster, 'plain')
  await addPod(cluster, 'plain')
  for (const host of ['plain.localhost', 'kube-system.localhost', 'nowhere.localhost'])
    expect(await ask(host), host).toMatchObject({ status: 404, body: expect.stringContaining('No environment') })
  for (const host of [`${namespace}.localhost.example.com`, `${namespace}.example.com`, `a.${namespace}.localhost`])
    expect((await ask(host)).status, host).toBe(403)
}, 30_000)

test('where callers sign in there are no such addresses', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'catalyst-tokens-'))
  const file = join(folder.path, 'tokens')
  await writeFile(file, 'token-of-ann-0123456789,ann,""\n', { mode: 0o600 })
  await using server = startServer({
    args: ['--port', '0'],
    env: { CATALYST_IDENTITY: 'token', CATALYST_TOKEN_FILE: file, KUBECONFIG_TEST: encodedKubeconfig() },
  })
  const [, url = ''] = await server.line(/Catalyst is at (http:\S+)/)
  const headers = { host: `${namespace}.localhost:${new URL(url).port}` }
  const request = get({ host: '127.0.0.1', port: new URL(url).port, agent: false, headers })
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  expect(response.statusCode).toBe(403)
  expect(await text(response)).toContain('FORBIDDEN')
  expect(server.printed()).toContain('not served here, because callers sign in')
})

const selector = { app: 'x' }
const service = (name: string, spec: object, own = {}) => ({ metadata: { name, labels: own }, spec })

test.each([
  [
    'the one that Catalyst made',
    [
      service('a', { selector, ports: [{ port: 1 }] }),
      service('z', { selector, ports: [{ port: 2 }] }, { 'catalyst.dev/component': 'app' }),
    ],
    2,
  ],
  ['the port called http', [service('a', { selector, ports: [{ port: 1 }, { name: 'http', port: 2 }] })], 2],
  ['no UDP', [service('a', { selector, ports: [{ port: 1, protocol: 'UDP' }, { port: 2 }] })], 2],
  ['none without pods of its own', [service('a', { ports: [{ port: 1 }] })], undefined],
  ['nothing where there is none', [], undefined],
] as const)('of several Services: %s', (_name, all, port) => {
  expect(chooseService(all as never)?.port.port).toBe(port)
})

test('of several Services the one that the Ingress leads to goes before all others', () => {
  const all = [
    service('api', { selector, ports: [{ port: 1 }] }, { 'catalyst.dev/component': 'api' }),
    service('web', { selector, ports: [{ port: 2 }] }),
  ]
  expect(chooseService(all as never, 'web')?.port.port).toBe(2)
})
