import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { shop, startAttacked, type Attacked } from '../../test/startAttacked.ts'

// Many connections each, on a machine that has other things to do.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

// Clients that keep the server waiting: they say nothing, or take nothing.

async function connectTo({ port }: Attacked): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  // The server cuts it, and that is what the test is about.
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  return socket
}

const get = (server: Attacked, path: string) =>
  `GET ${path} HTTP/1.1\r\nHost: ${server.own}\r\nAuthorization: Bearer ann\r\n\r\n`

test('2,000 idle connections keep nobody out, and are closed when they have said nothing for long', async () => {
  await using server = await startAttacked({ limits: { headersTimeoutMs: 4000 } })
  const idle: Socket[] = []
  // No more at once than a server has waiting before it takes them.
  while (idle.length < 2000) idle.push(...(await Promise.all(Array.from({ length: 200 }, () => connectTo(server)))))
  const open = () => idle.filter((socket) => !socket.closed).length
  for (const socket of idle) socket.resume()
  expect(open()).toBe(2000)
  expect((await server.send('/api/v1/session', { as: 'ann' })).status).toBe(200)
  const stream = await fetch(`${server.origin}/api/v1/stream?topic=pods:-/acme-shop`, {
    headers: { authorization: 'Bearer ann' },
  })
  expect(stream.status).toBe(200)
  await stream.body?.cancel()
  await expect.poll(open, { timeout: 12_000 }).toBe(0)
})

test('a connection that is kept alive without a request is closed too', async () => {
  await using server = await startAttacked({ limits: { keepAliveTimeoutMs: 200 } })
  const socket = await connectTo(server)
  socket.write(get(server, '/api/v1/session'))
  await once(socket, 'data')
  await once(socket, 'close')
})

test('no more connections are taken than there may be', async () => {
  await using server = await startAttacked({ limits: { connections: 3 } })
  const sockets = await Promise.all(Array.from({ length: 3 }, () => connectTo(server)))
  const one = await connectTo(server)
  one.resume()
  await once(one, 'close')
  sockets[0]?.destroy()
  await expect
    .poll(async () =>
      server.send('/healthz').then(
        ({ status }) => status,
        () => 0,
      ),
    )
    .toBe(200)
})

test('a reader that takes nothing of a long answer is cut, and others are served meanwhile', async () => {
  await using server = await startAttacked({ limits: { stalledMs: 400 } })
  for (let count = 0; count < 90; count++) {
    await server.cluster.api.create('environments.catalyst.catalyst.dev', {
      apiVersion: 'catalyst.catalyst.dev/v1alpha1',
      kind: 'Environment',
      metadata: { name: `pr-${count}`, namespace: 'acme-shop', annotations: { text: 'x'.repeat(200_000) } },
      spec: { projectRef: { name: 'shop', namespace: 'acme' }, type: 'development' },
    })
  }
  const all = '/api/v1/clusters/-/environments'
  const length = async () => (await server.send(all, { as: 'ann' })).text.length
  await expect.poll(length, { timeout: 8000 }).toBeGreaterThan(18_000_000)
  const reader = await connectTo(server)
  reader.pause()
  reader.write(get(server, all))
  expect((await server.send('/api/v1/session', { as: 'ann' })).status).toBe(200)
  // What was on its way is still there to be read, and then comes the end, long before all of it.
  await new Promise((resolve) => setTimeout(resolve, 2000))
  const closed = once(reader, 'close')
  reader.resume()
  await closed
  expect(reader.bytesRead).toBeLessThan(18_000_000)
})

test('a quiet follow is not taken for a reader that takes nothing', async () => {
  await using server = await startAttacked({ pods: true, limits: { stalledMs: 100 } })
  const reader = await connectTo(server)
  reader.write(get(server, `${shop}/pods/web/log?container=app&follow=true`))
  await once(reader, 'data')
  let closed = false
  reader.once('close', () => (closed = true))
  await new Promise((resolve) => setTimeout(resolve, 600))
  expect(closed).toBe(false)
})
