import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { expect, test } from 'vitest'
import { defineResource } from '../resources/defineResource.ts'
import { makeKubeConfig, answerStatus, startApiServer } from '../testing/startApiServer.ts'
import { startWatchServer, type TestObject, type WatchServer } from '../testing/startWatchServer.ts'
import { createWatcher } from './createWatcher.ts'
import type { WatcherOptions } from './Watcher.ts'
import type { WatchEvent } from './watchTypes.ts'

const widgets = defineResource<TestObject>({
  group: 'example.com',
  version: 'v1',
  plural: 'widgets',
  kind: 'Widget',
  namespaced: true,
})
const quick: WatcherOptions = { namespace: 'web', backoff: { maxMs: 20 }, failureRetryMs: 20 }

/** Reads a watch event by event, and ends it with the test. */
function watch(kubeConfig: WatchServer['kubeConfig'], options: WatcherOptions = {}) {
  const controller = new AbortController()
  const iterator = createWatcher(kubeConfig, widgets, { ...quick, ...options, signal: controller.signal })[
    Symbol.asyncIterator
  ]()
  const next = async () => {
    const { value } = await iterator.next()
    if (!value) throw new Error('The watch has ended.')
    return value
  }
  return {
    iterator,
    controller,
    next,
    async until(type: WatchEvent<TestObject>['type'], state?: string) {
      for (;;) {
        const event = await next()
        if (event.type === type && (state === undefined || ('state' in event && event.state === state))) return event
      }
    },
    async [Symbol.asyncDispose]() {
      controller.abort()
      await iterator.next()
    },
  }
}

const names = (event: WatchEvent<TestObject>) =>
  'items' in event ? event.items.map(({ metadata }) => metadata.name) : []
const nameOf = (event: WatchEvent<TestObject>) =>
  'object' in event ? `${event.type} ${event.object.metadata.name}` : event.type

test('gives what is there, says that it is live, then gives what happens', async () => {
  await using api = await startWatchServer()
  api.put('a')
  await using watcher = watch(api.kubeConfig)
  expect(await watcher.next()).toMatchObject({ type: 'SNAPSHOT', resourceVersion: '101' })
  expect(await watcher.next()).toMatchObject({ type: 'SYNC', state: 'live' })
  api.put('b')
  api.put('b')
  api.remove('a')
  expect([nameOf(await watcher.next()), nameOf(await watcher.next()), nameOf(await watcher.next())]).toEqual([
    'ADDED b',
    'MODIFIED b',
    'DELETED a',
  ])
})

test('items of a list have their kind and no managedFields, as those of the watch', async () => {
  await using api = await startWatchServer()
  api.put('a')
  await using watcher = watch(api.kubeConfig)
  const snapshot = await watcher.next()
  const item = 'items' in snapshot ? snapshot.items[0] : undefined
  expect(item).toMatchObject({ kind: 'Widget', apiVersion: 'example.com/v1' })
  expect(item?.metadata).not.toHaveProperty('managedFields')
})

test('asks for bookmarks, the selectors, and an end after five to ten minutes', async () => {
  await using api = await startWatchServer()
  await using watcher = watch(api.kubeConfig, { labelSelector: 'a=b', fieldSelector: 'metadata.name=c' })
  await watcher.until('SYNC')
  const { path, query } = api.watches[0]!
  expect(path).toBe('/apis/example.com/v1/namespaces/web/widgets')
  expect(Object.fromEntries(query)).toMatchObject({
    watch: 'true',
    allowWatchBookmarks: 'true',
    resourceVersion: '100',
    labelSelector: 'a=b',
    fieldSelector: 'metadata.name=c',
  })
  expect(Number(query.get('timeoutSeconds'))).toBeGreaterThanOrEqual(300)
  expect(Number(query.get('timeoutSeconds'))).toBeLessThanOrEqual(600)
  expect(Object.fromEntries(api.lists[0]!.query)).toMatchObject({ limit: '500', labelSelector: 'a=b' })
})

test('without a namespace it watches all of them', async () => {
  await using api = await startWatchServer()
  await using watcher = watch(api.kubeConfig, { namespace: undefined })
  await watcher.until('SYNC')
  expect(api.watches[0]?.path).toBe('/apis/example.com/v1/widgets')
})

test('reads a long list page by page', async () => {
  await using api = await startWatchServer()
  for (let index = 0; index < 25; index++) api.put(`w${index}`)
  await using watcher = watch(api.kubeConfig, { pageSize: 10 })
  expect(names(await watcher.next())).toHaveLength(25)
  expect(api.lists.map(({ query }) => query.get('continue'))).toEqual([null, '10@125', '20@125'])
})

test('begins a list anew when its pages expire on the way, and then takes it in one piece', async () => {
  await using api = await startWatchServer()
  for (let index = 0; index < 15; index++) api.put(`w${index}`)
  const expire = (_: unknown, response: Parameters<typeof answerStatus>[0]) =>
    answerStatus(response, { code: 410, reason: 'Expired', message: 'The provided continue parameter is too old' })
  api.nextLists.push(expire, expire)
  await using watcher = watch(api.kubeConfig, { pageSize: 10 })
  expect(names(await watcher.next())).toHaveLength(15)
  expect(api.lists.at(-1)?.query.has('limit')).toBe(false)
})

test('a connection that is cut is resumed where it was, without a word and without a list', async () => {
  await using api = await startWatchServer()
  await using watcher = watch(api.kubeConfig)
  await watcher.until('SYNC')
  api.put('a')
  await watcher.next()
  api.silently(() => {
    api.put('b')
    api.remove('a')
  })
  api.cut()
  expect([nameOf(await watcher.next()), nameOf(await watcher.next())]).toEqual(['ADDED b', 'DELETED a'])
  expect(api.lists).toHaveLength(1)
  expect(api.watches.map(({ query }) => query.get('resourceVersion'))).toEqual(['100', '101'])
})

test('a bookmark moves the position to resume at', async () => {
  await using api = await startWatchServer()
  await using watcher = watch(api.kubeConfig)
  await watcher.until('SYNC')
  api.silently(() => api.put('elsewhere'))
  api.bookmark()
  expect(await watcher.next()).toEqual({ type: 'BOOKMARK', resourceVersion: '101' })
  api.end()
  api.put('b')
  expect(nameOf(await watcher.next())).toBe('ADDED b')
  expect(api.watches.at(-1)?.query.get('resourceVersion')).toBe('101')
})

test('a watch that the API server ends in order goes on', async () => {
  await using api = await startWatchServer()
  await using watcher = watch(api.kubeConfig)
  await watcher.until('SYNC')
  api.end()
  api.put('a')
  expect(nameOf(await watcher.next())).toBe('ADDED a')
})

test('a position that has expired inside the watch leads to a new list', async () => {
  await using api = await startWatchServer()
  await using watcher = watch(api.kubeConfig)
  await watcher.until('SYNC')
  api.silently(() => api.put('a'))
  api.compactedBefore = 101
  api.cut()
  expect(names(await watcher.until('SNAPSHOT'))).toEqual(['a'])
  api.put('b')
  expect(nameOf(await watcher.until('ADDED'))).toBe('ADDED b')
})

test('a position that has expired, told by HTTP status, leads to a new list', async () => {
  await using api = await startWatchServer()
  await using watcher = watch(api.kubeConfig)
  await watcher.until('SYNC')
  api.silently(() => api.put('a'))
  api.nextWatches.push((_, response) => answerStatus(response, { code: 410, reason: 'Expired', message: 'too old' }))
  api.cut()
  expect(names(await watcher.until('SNAPSHOT'))).toEqual(['a'])
})

test('a position that expired during a long loss is listed anew at once, however long the delays had become', async () => {
  await using api = await startWatchServer()
  // The first attempt comes at once, the second one long after this test.
  const backoff = { initialMs: 1, factor: 1e6, maxMs: 600_000, jitter: 0 }
  await using watcher = watch(api.kubeConfig, { backoff })
  await watcher.until('SYNC')
  api.silently(() => api.put('a'))
  api.nextWatches.push((_, response) => answerStatus(response, { code: 410, reason: 'Expired', message: 'too old' }))
  api.cut()
  expect(names(await watcher.until('SNAPSHOT'))).toEqual(['a'])
})

test('another error inside the watch is tried again at the same position', async () => {
  await using api = await startWatchServer()
  await using watcher = watch(api.kubeConfig)
  await watcher.until('SYNC')
  api.write(`${JSON.stringify({ type: 'ERROR', object: { kind: 'Status', code: 500, message: 'etcd is away' } })}\n`)
  api.end()
  api.put('a')
  expect(nameOf(await watcher.until('ADDED'))).toBe('ADDED a')
  expect(api.lists).toHaveLength(1)
})

test('a connection that is silent although bookmarks are due is cut and resumed', async () => {
  await using api = await startWatchServer()
  await using watcher = watch(api.kubeConfig, { idleMs: 50 })
  await watcher.until('SYNC')
  const [stalled] = api.open
  api.open.clear()
  api.put('a')
  expect(nameOf(await watcher.next())).toBe('ADDED a')
  await (stalled!.closed || once(stalled!, 'close'))
  expect(api.lists).toHaveLength(1)
})

test('a slow reader is no silence', async () => {
  await using api = await startWatchServer()
  await using watcher = watch(api.kubeConfig, { idleMs: 100 })
  await watcher.until('SYNC')
  for (let index = 0; index < 5; index++) api.put(`w${index}`)
  for (let index = 0; index < 5; index++) {
    await new Promise((resolve) => setTimeout(resolve, 60))
    expect(nameOf(await watcher.next())).toBe(`ADDED w${index}`)
  }
  expect(api.watches).toHaveLength(1)
})

test('characters that are split over chunks stay whole', async () => {
  await using api = await startWatchServer()
  await using watcher = watch(api.kubeConfig)
  await watcher.until('SYNC')
  const object = { metadata: { name: 'ü€😀', namespace: 'web', uid: 'u', resourceVersion: '101' } }
  for (const byte of Buffer.from(`${JSON.stringify({ type: 'ADDED', object })}\n`)) {
    api.write(Uint8Array.of(byte))
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(nameOf(await watcher.next())).toBe('ADDED ü€😀')
})

test('an event that breaks off is read again from its beginning', async () => {
  await using api = await startWatchServer()
  await using watcher = watch(api.kubeConfig)
  await watcher.until('SYNC')
  api.write('{"type":"ADDED","object":{"metadata":{"na')
  api.end()
  api.put('a')
  expect(nameOf(await watcher.until('ADDED'))).toBe('ADDED a')
})

test('an API server that is down at the start is waited for', async () => {
  const reserved = await startApiServer(() => {})
  const { port } = reserved
  await reserved[Symbol.asyncDispose]()
  const kubeConfig = await makeKubeConfig(`http://127.0.0.1:${port}`)
  await using watcher = watch(kubeConfig)
  const stale = await watcher.next()
  expect(stale).toMatchObject({ type: 'SYNC', state: 'stale' })
  expect('reason' in stale && stale.reason).toMatch(/nothing listens there/)
  await using api = await startWatchServer({ port })
  api.put('a')
  expect(names(await watcher.until('SNAPSHOT'))).toEqual(['a'])
  expect(await watcher.next()).toMatchObject({ type: 'SYNC', state: 'live' })
})

test('a loss that lasts is told with the time up to which the data was true, and the return too', async () => {
  await using api = await startWatchServer()
  await using watcher = watch(api.kubeConfig)
  await watcher.until('SYNC')
  const before = new Date()
  api.put('a')
  await watcher.next()
  const after = new Date()
  const refuse = (_: unknown, response: ServerResponse) => void response.destroy()
  api.nextWatches.push(refuse, refuse)
  api.cut()
  const stale = await watcher.until('SYNC', 'stale')
  const since = 'since' in stale ? stale.since : undefined
  expect(since && before <= since && since <= after).toBe(true)
  expect(await watcher.until('SYNC', 'live')).not.toHaveProperty('reason')
})

test('a loss is told although the next attempt is far off', async () => {
  await using api = await startWatchServer()
  const backoff = { initialMs: 60_000, maxMs: 60_000, jitter: 0 }
  await using watcher = watch(api.kubeConfig, { staleAfterMs: 30, backoff })
  await watcher.until('SYNC', 'live')
  api.cut()
  expect(await watcher.until('SYNC', 'stale')).toMatchObject({ reason: expect.stringMatching(/./) })
})

test('an attempt that hangs is told as stale before it fails', async () => {
  await using api = await startWatchServer()
  await using watcher = watch(api.kubeConfig, { staleAfterMs: 30 })
  await watcher.until('SYNC')
  api.nextWatches.push(() => {})
  api.cut()
  expect(await watcher.next()).toMatchObject({
    type: 'SYNC',
    state: 'stale',
    reason: expect.stringMatching(/cut|aborted|reset/i) as string,
  })
})

test('no rights are a failure, which is tried again', async () => {
  await using api = await startWatchServer()
  api.put('a')
  api.nextLists.push((_, response) => answerStatus(response, { code: 403, reason: 'Forbidden', message: 'not you' }))
  await using watcher = watch(api.kubeConfig)
  expect(await watcher.next()).toMatchObject({
    type: 'SYNC',
    state: 'failed',
    reason: 'not you',
    error: { status: 403 },
  })
  expect(names(await watcher.until('SNAPSHOT'))).toEqual(['a'])
})

test('a failure stays one while it waits for its next attempt', async () => {
  await using api = await startWatchServer()
  const forbidden = (_request: unknown, response: ServerResponse) =>
    answerStatus(response, { code: 403, reason: 'Forbidden', message: 'may not list' })
  api.nextLists.push(forbidden)
  await using watcher = watch(api.kubeConfig, { staleAfterMs: 1000, backoff: { jitter: 0 }, failureRetryMs: 1500 })
  expect(await watcher.next()).toMatchObject({ type: 'SYNC', state: 'failed' })
  expect(await watcher.next()).toMatchObject({ type: 'SNAPSHOT' })
})

test('whoever may list but not watch gets a list at every attempt', async () => {
  await using api = await startWatchServer()
  const forbid = (_: unknown, response: ServerResponse) =>
    answerStatus(response, { code: 403, reason: 'Forbidden', message: 'cannot watch' })
  api.nextWatches.push(forbid, forbid)
  await using watcher = watch(api.kubeConfig)
  expect(names(await watcher.until('SNAPSHOT'))).toEqual([])
  expect(await watcher.next()).toMatchObject({ type: 'SYNC', state: 'failed', reason: 'cannot watch' })
  api.put('a')
  expect(names(await watcher.until('SNAPSHOT'))).toEqual(['a'])
})

test('a server that asks to be left alone for a while is left alone', async () => {
  await using api = await startWatchServer()
  api.nextLists.push((_, response) =>
    answerStatus(response, { code: 429, reason: 'TooManyRequests', details: { retryAfterSeconds: 0.2 } }),
  )
  const start = Date.now()
  await using watcher = watch(api.kubeConfig)
  expect(await watcher.next()).toMatchObject({ state: 'stale' })
  await watcher.until('SNAPSHOT')
  expect(Date.now() - start).toBeGreaterThanOrEqual(195)
})

test('it can begin at a position, without a list', async () => {
  await using api = await startWatchServer()
  api.put('a')
  api.put('b')
  await using watcher = watch(api.kubeConfig, { resourceVersion: '101' })
  expect(await watcher.next()).toMatchObject({ type: 'SYNC', state: 'live' })
  expect(nameOf(await watcher.next())).toBe('ADDED b')
  expect(api.lists).toHaveLength(0)
})

test('leaving the loop closes the connection', async () => {
  await using api = await startWatchServer()
  for await (const event of createWatcher(api.kubeConfig, widgets, quick)) {
    if (event.type === 'SYNC') break
  }
  const [response] = api.open
  if (response) await once(response, 'close')
  expect(api.open.size).toBe(0)
})

test('the signal ends it without an error, while it waits and while it retries', async () => {
  await using api = await startWatchServer()
  const waiting = watch(api.kubeConfig)
  await waiting.until('SYNC')
  const next = waiting.iterator.next()
  waiting.controller.abort()
  expect(await next).toEqual({ done: true, value: undefined })
  const retrying = watch(await makeKubeConfig('http://127.0.0.1:1'), {
    backoff: { initialMs: 60_000, random: () => 0.99 },
  })
  await retrying.next()
  const never = retrying.iterator.next()
  retrying.controller.abort()
  expect(await never).toEqual({ done: true, value: undefined })
})

test('an aborted signal asks nothing', async () => {
  await using api = await startWatchServer()
  const signal = AbortSignal.abort()
  for await (const event of createWatcher(api.kubeConfig, widgets, { signal })) expect(event).toBeUndefined()
  expect(api.lists).toHaveLength(0)
})
