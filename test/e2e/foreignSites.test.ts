import { once } from 'node:events'
import { request } from 'node:http'
import type { IncomingMessage, RequestOptions } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { startTestCluster } from '../cluster/startTestCluster.ts'
import type { TestCluster } from '../cluster/startTestCluster.ts'
import { installDefinitions } from '../conformance/support/installDefinitions.ts'
import { startDashboard } from './startDashboard.ts'

const stack = new AsyncDisposableStack()
let cluster: TestCluster
let url: URL

beforeAll(async () => {
  cluster = stack.use(await startTestCluster())
  await installDefinitions(cluster)
  const dashboard = stack.use(await startDashboard({ kubeconfig: cluster.kubeconfig }))
  url = new URL(dashboard.url)
}, 180_000)

afterAll(() => stack.disposeAsync())

async function send(
  path: string,
  options: RequestOptions & { body?: string },
): Promise<{ status: number; body: string }> {
  const sent = request({ host: '127.0.0.1', port: url.port, path, ...options })
  sent.end(options.body)
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  return { status: response.statusCode ?? 0, body: await text(response) }
}

const list = '/api/v1/clusters/-/environments'
const foreign = 'https://evil.example.com'
const creation = JSON.stringify({
  metadata: { name: 'stolen' },
  spec: { projectRef: { name: 'shop', namespace: 'foreign-site' }, sources: [{ name: 'web', branch: 'main' }] },
})

test('a foreign Host reads nothing, as after DNS rebinding; the own one does', async () => {
  const refused = await send(list, { headers: { host: `evil.example.com:${url.port}` } })
  expect(refused.status).toBe(403)
  expect(refused.body).not.toContain('items')
  expect(await send(list, { headers: { host: url.host } })).toMatchObject({ status: 200 })
})

test('a foreign Origin reads nothing and writes nothing', async () => {
  const headers = { host: url.host, origin: foreign }
  expect((await send(list, { headers })).status).toBe(403)
  const write = { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: creation }
  expect((await send(list, write)).status).toBe(403)
  expect(await cluster.kubectl(['get', 'environments', '--all-namespaces', '--output=name'])).not.toContain('stolen')
  await expect(cluster.kubectl(['get', 'namespace', 'foreign-site-shop'])).rejects.toThrow(/not found/i)
})

test('a write without any sign of where it comes from is refused', async () => {
  const headers = { host: url.host, 'content-type': 'application/json' }
  expect((await send(list, { method: 'POST', headers, body: creation })).status).toBe(403)
})

test.each([
  ['a foreign Origin', { origin: foreign }],
  ['another port of this computer', { origin: 'http://localhost:1' }],
  ['no Origin', {}],
])('an upgrade with %s gets no socket', async (_, headers) => {
  const path = '/api/v1/clusters/-/namespaces/default/pods/web-0/exec?command=id'
  const socket = new WebSocket(`ws://${url.host}${path}`, ['v5.channel.k8s.io'], { headers })
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage]
  expect(response.statusCode).toBe(403)
  // Ending what never opened is an error to `ws`; here it is what was asked for.
  socket.on('error', () => undefined)
  socket.terminate()
})
