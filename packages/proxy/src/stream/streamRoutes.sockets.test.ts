import { once } from 'node:events'
import { get, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { createAdaptorServer } from '@hono/node-server'
import { describe, expect, it, vi } from 'vitest'
import { environment, environmentsPath } from '../../test/objects.ts'
import { EventReader } from '../../test/EventReader.ts'
import { startStreams, type TestStreams } from '../../test/startStreams.ts'

/** The stream's routes on a free loopback port; its own, or somebody else's, who is handed a Response. */
async function listen(test: TestStreams, ownsSocket: boolean) {
  const fetch = (request: Request, bindings: object) => test.app.fetch(request, Object.assign(bindings, { ownsSocket }))
  const server = createAdaptorServer({ fetch, overrideGlobalObjects: false }) as Server
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

async function valueOf(test: TestStreams, metric: string): Promise<number> {
  const { text } = await test.context.metrics.render()
  const lines = text.split('\n').filter((line) => line.startsWith(metric))
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)
}

/** How many streams are counted, and how many readers of topics. */
async function streamsOf(test: TestStreams) {
  return [await valueOf(test, 'catalyst_streams{'), await valueOf(test, 'catalyst_subscribers{')]
}

describe.each([
  ['a socket of our own', true],
  ['a Response', false],
])('over %s', (_, ownsSocket) => {
  it('a client that goes leaves nothing behind', async () => {
    await using test = await startStreams()
    await using server = await listen(test, ownsSocket)
    const cache = await test.context.caches.environments('-')
    const responses = await Promise.all(Array.from({ length: 5 }, () => server.open(topic)))
    await vi.waitFor(() => expect(cache.health().subscribers).toBe(5))
    expect(await streamsOf(test)).toEqual([5, 5])
    for (const response of responses) response.destroy()
    await vi.waitFor(() => expect(cache.health().subscribers).toBe(0))
    expect(await streamsOf(test)).toEqual([0, 0])
  })

  it('a stream ends when the server does', async () => {
    const test = await startStreams()
    await using server = await listen(test, ownsSocket)
    const response = await server.open(topic)
    await using events = new EventReader(Readable.toWeb(response) as ReadableStream<Uint8Array>)
    await events.take(1)
    const end = events.next()
    await test[Symbol.asyncDispose]()
    expect(await end).toBeUndefined()
    // It was told to come back.
    expect(events.comments).toBe(2)
  })

  it('a client that stops reading costs no memory, and holds the truth when it reads again', async () => {
    await using test = await startStreams()
    await using server = await listen(test, ownsSocket)
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
    expect(await valueOf(test, 'catalyst_merged_changes_total')).toBeGreaterThan(0)
  }, 30_000)

  it('a sign-in that ends fails the topic and ends the stream', async () => {
    const identity = { expiresAt: new Date(Date.now() + 300) }
    await using test = await startStreams({ identity })
    await using server = await listen(test, ownsSocket)
    const response = await server.open(topic)
    await using events = new EventReader(Readable.toWeb(response) as ReadableStream<Uint8Array>)
    const failure = await events.until(({ event }) => event === 'failure')
    expect(failure.data).toMatchObject({ topic, problem: { code: 'UNAUTHORIZED' } })
    expect(await events.next()).toBeUndefined()
  })

  it('a change is told to every reader alike', async () => {
    await using test = await startStreams()
    await using server = await listen(test, ownsSocket)
    const responses = await Promise.all(Array.from({ length: 20 }, () => server.open(topic)))
    const readers = responses.map((response) => new EventReader(Readable.toWeb(response) as ReadableStream<Uint8Array>))
    await Promise.all(readers.map((reader) => reader.take(1)))
    put(test, 'pr-1')
    const told = await Promise.all(readers.map((reader) => reader.until(({ event }) => event === 'change')))
    expect(new Set(told.map((event) => JSON.stringify(event))).size).toBe(1)
    expect(told[0]?.data).toMatchObject({ topic, type: 'ADDED', object: { metadata: { name: 'pr-1' } } })
    for (const reader of readers) await reader[Symbol.asyncDispose]()
  })
})
