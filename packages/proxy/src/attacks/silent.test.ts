import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { environment, environmentsPath } from '../../test/objects.ts'
import { registryOf, site, startProxy } from '../../test/startProxy.ts'
import { createProxy } from '../createProxy.ts'

// API servers that take what is sent and say nothing. The sockets are real; only the clock of the proxy is turned by hand.

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }))
afterEach(() => void vi.useRealTimers())

const turn = () => new Promise((resolve) => setImmediate(resolve))

/** Lets the network do what it does, without any time going by for the proxy. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await turn()
}

/** The answer after so many seconds of the proxy's clock, and not before. */
async function answerAfter(seconds: number, asked: Promise<Response>): Promise<Response> {
  const answered = vi.fn()
  asked.then(answered, answered)
  await vi.advanceTimersByTimeAsync(seconds * 1000 - 1)
  for (let turns = 0; turns < 20; turns++) await turn()
  expect(answered).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  return asked
}

const pod = '/api/v1/clusters/-/namespaces/acme-shop/pods/web'

test.each([
  ['a read', { method: 'GET', path: pod }],
  [
    'a write',
    {
      method: 'PATCH',
      path: '/api/v1/clusters/-/namespaces/acme-shop/environments/pr-1',
      headers: { 'content-type': 'application/merge-patch+json' },
      body: { spec: { suspended: true } },
    },
  ],
])('%s that the API server never answers is given up after 30 s and sent no second time', async (_, call) => {
  await using started = await startProxy()
  started.api.objects.put(environmentsPath, environment({ name: 'pr-1' }))
  await started.proxy.ready
  const closed = started.api.stall()
  const { path, ...init } = call
  const sent = () =>
    started.api.requests.filter(
      (line) => line.startsWith(init.method) && line.endsWith(path.slice(path.lastIndexOf('/'))),
    )
  const before = sent().length
  const asked = started.request(path, init)
  await until(() => sent().length > before)
  const answer = await answerAfter(30, asked)
  expect(answer.status).toBe(503)
  expect(await answer.json()).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', detail: expect.any(String) as unknown })
  await closed
  expect(sent()).toHaveLength(before + 1)
})

test('an API server that takes connections and says nothing of TLS is given up after 10 s', async () => {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => void sockets.add(socket.on('error', () => undefined).resume()))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  await using parts = new AsyncDisposableStack()
  parts.defer(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const kubeconfig = JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'test',
    clusters: [{ name: 'test', cluster: { server: `https://127.0.0.1:${(server.address() as AddressInfo).port}` } }],
    users: [{ name: 'test', user: {} }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'test' } }],
  })
  const proxy = parts.use(createProxy({ clusters: registryOf({ kubeconfig }) }))
  const asked = Promise.resolve(proxy.app.request(`${site}${pod}`))
  await until(() => sockets.size > 0)
  // The proxy looks by itself whether the cluster is there, too, so the first connection need not be the one for this.
  for (let turns = 0; turns < 100; turns++) await turn()
  const answer = await answerAfter(10, asked)
  expect(answer.status).toBe(503)
  expect(await answer.json()).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' })
  await until(() => [...sockets].every(({ closed }) => closed))
})
