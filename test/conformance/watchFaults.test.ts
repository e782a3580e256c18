import { configMaps, createResourceClient, createWatchCache, type WatchCacheOptions } from '@catalyst/kubernetes-client'
import { expect, test } from 'vitest'
import { eventually } from './support/eventually.ts'
import { openGate } from './support/openGate.ts'
import { expectSameAsList, recordChanges } from './support/recordChanges.ts'
import { useSubject } from './support/useSubject.ts'

const subject = useSubject()
const client = () => createResourceClient(configMaps, { kubeConfig: subject.kubeConfig })
const create = (name: string, data: Record<string, string> = {}) =>
  client().create({ metadata: { name, namespace: subject.namespace }, data })
const patch = (name: string, data: Record<string, string>) =>
  client().patch({ name, namespace: subject.namespace }, { data })

/** A live cache behind a gate, a reader of it, and what must be true of both in the end. */
async function startCache(options: WatchCacheOptions = {}) {
  const { namespace } = subject
  const stack = new AsyncDisposableStack()
  const { gate, kubeConfig } = stack.use(await openGate(subject.kubeConfig))
  const cache = stack.use(
    createWatchCache(kubeConfig, configMaps, { namespace, backoff: { initialMs: 10, maxMs: 100 }, ...options }).start(),
  )
  await eventually(() => expect(cache.state.state).toBe('live'))
  const recorded = recordChanges(cache)
  return {
    cache,
    gate,
    ...recorded,
    async expectTruth() {
      await expectSameAsList(cache, recorded, { kubeConfig: subject.kubeConfig, resource: configMaps, namespace })
    },
    /** Every change that the API server told a watch without faults. */
    namesTold: () => recorded.told.map((line) => line.split(' ').slice(0, 2).join(' ')),
    async [Symbol.asyncDispose]() {
      await cache[Symbol.asyncDispose]()
      // Requests that are answered at once share a connection, which may stay open for the next of them.
      await eventually(() => expect(gate.connections).toBeLessThanOrEqual(1))
      await stack.disposeAsync()
    },
  }
}

test.each([
  ['inside of an object', 'half of this text', 4],
  ['inside of a character', 'seed 🌱 tree', 7],
])('a connection that is cut %s is resumed: nothing lost, nothing twice', async (where, text, bytes) => {
  await using watched = await startCache()
  const name = where.replaceAll(' ', '-')
  const cut = watched.gate.cutInside(text, bytes)
  await create(name, { text, filler: 'x'.repeat(10_000) })
  await cut
  await patch(name, { then: 'something else' })
  await watched.expectTruth()
  expect(watched.namesTold()).toEqual([`ADDED ${name}`, `MODIFIED ${name}`])
  expect(watched.cache.get({ name, namespace: subject.namespace })?.data?.['text']).toBe(text)
  expect(watched.cache.health()).toMatchObject({ relists: 0, reconnects: 1, state: 'live' })
})

test('a connection that falls silent without an end is left, and resumed', async () => {
  await using watched = await startCache({ idleMs: 1000 })
  watched.gate.stall()
  await create('unheard')
  await patch('unheard', { a: 'b' })
  await watched.expectTruth()
  expect(watched.namesTold()).toEqual(['ADDED unheard', 'MODIFIED unheard'])
  expect(watched.cache.health().relists).toBe(0)
})

test('a position that has expired, told by an HTTP status, leads to a list and the difference', async () => {
  await using watched = await startCache()
  await create('stays')
  await create('goes')
  await eventually(() => expect(watched.told).toHaveLength(2))
  await watched.gate.shut()
  await client().delete({ name: 'goes', namespace: subject.namespace })
  await patch('stays', { changed: 'yes' })
  watched.gate.answerNext(httpAnswer('410 Gone', { code: 410, reason: 'Expired', message: 'too old resource version' }))
  await watched.gate.open()
  await watched.expectTruth()
  expect(watched.namesTold().slice(2).sort()).toEqual(['DELETED goes', 'MODIFIED stays'])
  expect(watched.cache.health().relists).toBe(1)
})

test('a server with too many requests is left alone for as long as it asks', async () => {
  await using watched = await startCache()
  watched.gate.answerNext(
    httpAnswer(
      '429 Too Many Requests',
      { code: 429, reason: 'TooManyRequests', message: 'later', details: { retryAfterSeconds: 2 } },
      'retry-after: 2\r\n',
    ),
  )
  const before = Date.now()
  watched.gate.cut()
  await create('while-it-rests')
  await watched.expectTruth()
  expect(Date.now() - before).toBeGreaterThanOrEqual(2000)
  expect(watched.cache.health()).toMatchObject({ relists: 0, state: 'live' })
})

test('a thousand changes while it was away are caught up with', async () => {
  for (let index = 0; index < 20; index++) await create(`old-${index}`)
  await using watched = await startCache()
  await watched.gate.shut()
  // Several at once, as a cluster at work has them; those of one object follow each other.
  await Promise.all(
    Array.from({ length: 20 }, async (_, index) => {
      await create(`new-${index}`)
      for (let round = 0; round < 48; round++) await patch(`new-${index}`, { round: String(round) })
      await client().delete({ name: `old-${index}`, namespace: subject.namespace })
    }),
  )
  await watched.gate.open()
  await watched.expectTruth()
  expect(watched.told.length).toBeGreaterThanOrEqual(40)
  expect(watched.cache.list().filter(({ metadata }) => metadata?.name?.startsWith('old-'))).toEqual([])
})

test('a server that is away says so to readers, and its return too', async () => {
  await using watched = await startCache({ staleAfterMs: 100 })
  await watched.gate.shut()
  await eventually(() => expect(watched.cache.state).toMatchObject({ state: 'stale' }))
  expect(watched.cache.health().reconnects).toBe(0)
  await create('meanwhile')
  await watched.gate.open()
  await watched.expectTruth()
  expect(watched.cache.state.state).toBe('live')
})

function httpAnswer(status: string, body: object, headers = ''): string {
  const text = JSON.stringify({ kind: 'Status', apiVersion: 'v1', status: 'Failure', ...body })
  return `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\n${headers}content-length: ${Buffer.byteLength(text)}\r\nconnection: close\r\n\r\n${text}`
}
