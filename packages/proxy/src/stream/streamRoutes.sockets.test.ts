import { once } from 'node:events'
import { get, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { createAdaptorServer } from '@hono/node-server'
import { expect, it, vi } from 'vitest'
import { environment, environmentsPath } from '../../test/objects.ts'
import { EventReader } from '../../test/EventReader.ts'
import { startStreams, type TestStreams } from '../../test/startStreams.ts'

/** The stream's routes on a free loopback port. */
async function listen(test: TestStreams) {
  const server = createAdaptorServer({ fetch: test.app.fetch, overrideGlobalObjects: false }) as Server
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    async open(topic: string): Promise<IncomingMessage> {
      const request = get({ host: '127.0.0.1', port, path: `/stream?topic=${encodeURIComponent(topic)}`, agent: false })
      const [response] = (await once(request, 'response')) as [IncomingMessage]
      return response
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      const closed = once(server, 'close')
      server.close()
      await closed
    },
  }
}

const topic = 'environments:-/*'
const put = (test: TestStreams, name: string, padding = '') =>
  test.api.objects.put(environmentsPath, environment({ name, spec: { padding } }))

it('a client that goes leaves nothing behind', async () => {
  await using test = await startStreams()
  await using server = await listen(test)
  const cache = await test.context.caches.environments('-')
  const responses = await Promise.all(Array.from({ length: 5 }, () => server.open(topic)))
  await vi.waitFor(() => expect(cache.health().subscribers).toBe(5))
  for (const response of responses) response.destroy()
  await vi.waitFor(() => expect(cache.health().subscribers).toBe(0))
})

it('a stream ends when the server does', async () => {
  const test = await startStreams()
  await using server = await listen(test)
  const response = await server.open(topic)
  await using events = new EventReader(Readable.toWeb(response) as ReadableStream<Uint8Array>)
  await events.take(1)
  const end = events.next()
  await test[Symbol.asyncDispose]()
  expect(await end).toBeUndefined()
})

it('a client that stops reading costs no memory, and holds the truth when it reads again', async () => {
  await using test = await startStreams()
  await using server = await listen(test)
  const padding = 'x'.repeat(20_000)
  for (let index = 0; index < 20; index++) put(test, `pr-${index}`, padding)
  const response = await server.open(topic)
  response.pause()
  const cache = await test.context.caches.environments('-')
  await vi.waitFor(() => expect(cache.health().subscribers).toBe(1))
  // 120 MB of changes; what fits into the sockets is some megabytes.
  const rounds = 300
  for (let round = 1; round <= rounds; round++) {
    for (let index = 0; index < 20; index++) put(test, `pr-${index}`, `${round} ${padding}`)
    await new Promise((resolve) => setImmediate(resolve))
  }
  put(test, 'last')
  await vi.waitFor(() => expect(cache.resourceVersion).toBe(test.api.objects.resourceVersion), { timeout: 10_000 })

  await using events = new EventReader(Readable.toWeb(response) as ReadableStream<Uint8Array>)
  const held = new Map<string, string>()
  let count = 0
  await events.until(({ event, data }) => {
    count++
    const objects = event === 'snapshot' ? (data['items'] as object[]) : [data['object'] as object]
    for (const object of objects as { metadata: { name: string }; spec: { padding: string } }[]) {
      held.set(object.metadata.name, object.spec.padding.split(' ')[0] ?? '')
    }
    return held.has('last')
  })
  // Changes of one object keep the place of their oldest, so what is still owed follows "last" at most by one each.
  expect(count).toBeLessThan((rounds * 20) / 2)
  held.delete('last')
  expect([...held.values()].every((value) => value === String(rounds))).toBe(true)
}, 30_000)
