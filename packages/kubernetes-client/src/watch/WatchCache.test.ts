import { expect, test } from 'vitest'
import { defineResource } from '../resources/defineResource.ts'
import { eventually } from '../testing/eventually.ts'
import { answerJson, answerStatus } from '../testing/startApiServer.ts'
import { startWatchServer, type TestObject, type WatchServer } from '../testing/startWatchServer.ts'
import { createWatchCache } from './createWatchCache.ts'
import type { CacheChange, WatchCacheOptions } from './WatchCache.ts'

const widgets = defineResource<TestObject>({
  group: 'example.com',
  version: 'v1',
  plural: 'widgets',
  kind: 'Widget',
  namespaced: true,
})

function startCache(api: WatchServer, options: WatchCacheOptions = {}) {
  return createWatchCache(api.kubeConfig, widgets, {
    namespace: 'web',
    backoff: { maxMs: 20 },
    failureRetryMs: 20,
    ...options,
  }).start()
}

async function synced(api: WatchServer, options?: WatchCacheOptions) {
  const cache = startCache(api, options)
  await cache.ready
  await eventually(() => expect(cache.state.state).toBe('live'))
  return cache
}

/** Loses the connection, lets something happen that the watch can't tell, and waits for the list that finds it. */
async function relistAfter(api: WatchServer, change: () => void) {
  api.silently(change)
  api.compactedBefore = Infinity
  api.nextLists.push((request, response) => {
    api.compactedBefore = 0
    const items = [...api.objects.values()]
    response.end(JSON.stringify({ items, metadata: { resourceVersion: String(500 + api.lists.length) } }))
    expect(request.query.has('continue')).toBe(false)
  })
  const lists = api.lists.length
  api.cut()
  await eventually(() => expect(api.lists.length).toBeGreaterThan(lists))
}

const told = (changes: readonly CacheChange<TestObject>[] | undefined) =>
  changes?.map((change) => ('object' in change ? `${change.type} ${change.object.metadata.name}` : change.type))
const names = (objects: readonly TestObject[]) => objects.map(({ metadata }) => metadata.name)

test('is ready with everything that there is', async () => {
  await using api = await startWatchServer()
  api.put('b')
  api.put('a', { labels: { app: 'web' } })
  await using cache = startCache(api)
  expect(cache.synced).toBe(false)
  await cache.ready
  expect(names(cache.list())).toEqual(['a', 'b'])
  expect(names(cache.list({ namespace: 'web', labelSelector: 'app in (web)' }))).toEqual(['a'])
  expect(cache.list({ namespace: 'other' })).toEqual([])
  expect(cache.get({ namespace: 'web', name: 'a' })?.metadata).toMatchObject({ resourceVersion: '102' })
  expect(cache.get({ namespace: 'web', name: 'a' })?.metadata).not.toHaveProperty('managedFields')
  expect(cache.resourceVersion).toBe('102')
})

test('tells every reader what happens, with what was before and the positions around it', async () => {
  await using api = await startWatchServer()
  api.put('a', { size: 1 })
  await using cache = await synced(api)
  const first: CacheChange<TestObject>[] = []
  const second: CacheChange<TestObject>[] = []
  cache.subscribe((change) => first.push(change))
  const unsubscribe = cache.subscribe((change) => second.push(change))
  api.put('a', { size: 2 })
  await eventually(() => expect(told(second)).toEqual(['MODIFIED a']))
  expect(second[0]).toMatchObject({ object: { size: 2 }, previous: { size: 1 }, resourceVersion: '102', before: '101' })
  unsubscribe()
  api.remove('a')
  await eventually(() => expect(told(first)).toEqual(['MODIFIED a', 'DELETED a']))
  expect(told(second)).toEqual(['MODIFIED a'])
})

test('a list that was given stays as it is', async () => {
  await using api = await startWatchServer()
  api.put('a')
  await using cache = await synced(api)
  const before = cache.list()
  expect(cache.list()).toBe(before)
  api.put('b')
  await eventually(() => expect(cache.list()).toHaveLength(2))
  expect(names(before)).toEqual(['a'])
})

test('a reader that fails hurts no other', async () => {
  await using api = await startWatchServer()
  await using cache = await synced(api)
  const reported: unknown[] = []
  const report = (error: unknown) => reported.push(error)
  const listeners = process.listeners('uncaughtException')
  process.removeAllListeners('uncaughtException').on('uncaughtException', report)
  try {
    const seen: CacheChange<TestObject>[] = []
    cache.subscribe(() => {
      throw new Error('a bug')
    })
    cache.subscribe((change) => seen.push(change))
    api.put('a')
    await eventually(() => expect(told(seen)).toEqual(['ADDED a']))
    await eventually(() => expect(reported).toHaveLength(1))
  } finally {
    process.off('uncaughtException', report)
    for (const listener of listeners) process.on('uncaughtException', listener)
  }
})

test('what a relist finds is told as changes, once', async () => {
  await using api = await startWatchServer()
  for (const name of ['kept', 'changed', 'gone']) api.put(name)
  await using cache = await synced(api)
  const seen: CacheChange<TestObject>[] = []
  cache.subscribe((change) => change.type !== 'SYNC' && seen.push(change))
  await relistAfter(api, () => {
    api.put('changed')
    api.put('new')
    api.remove('gone')
  })
  await eventually(() => expect(told(seen)).toEqual(['DELETED gone', 'MODIFIED changed', 'ADDED new']))
  expect(names(cache.list())).toEqual(['changed', 'kept', 'new'])
})

test('a reader that comes back gets the changes since, also over a relist', async () => {
  await using api = await startWatchServer()
  api.put('a')
  await using cache = await synced(api)
  const position = cache.resourceVersion!
  api.put('b')
  await eventually(() => expect(cache.list()).toHaveLength(2))
  await relistAfter(api, () => api.remove('a'))
  await eventually(() => expect(names(cache.list())).toEqual(['b']))
  expect(told(cache.changesSince(position))).toEqual(['ADDED b', 'DELETED a'])
  expect(told(cache.changesSince(cache.resourceVersion!))).toEqual([])
})

test('a reader that was away for too long, or comes from the future, must begin anew', async () => {
  await using api = await startWatchServer()
  await using cache = await synced(api, { historyLimit: 4 })
  for (let index = 0; index < 20; index++) api.put(`w${index}`)
  await eventually(() => expect(cache.list()).toHaveLength(20))
  expect(cache.changesSince('100')).toBeUndefined()
  expect(cache.changesSince('121')).toBeUndefined()
  expect(told(cache.changesSince('118'))).toEqual(['ADDED w18', 'ADDED w19'])
})

test('an etcd that was restored from a backup does not confuse those who come back', async () => {
  await using api = await startWatchServer()
  for (let index = 0; index < 5; index++) api.put(`w${index}`)
  await using cache = await synced(api)
  api.nextWatches.push(
    (_, response) => answerStatus(response, { code: 410, reason: 'Expired' }),
    (_, response) => response.flushHeaders(),
  )
  api.nextLists.push((_, response) => answerJson(response, { items: [], metadata: { resourceVersion: '42' } }))
  api.cut()
  await eventually(() => expect(cache.resourceVersion).toBe('42'))
  expect(cache.list()).toEqual([])
  expect(cache.changesSince('103')).toBeUndefined()
})

test('remembers what it saw go, until it comes back', async () => {
  await using api = await startWatchServer()
  api.put('a', { size: 3 })
  await using cache = await synced(api)
  api.remove('a')
  await eventually(() => expect(cache.lastSeen({ namespace: 'web', name: 'a' })).toMatchObject({ object: { size: 3 } }))
  expect(cache.lastSeen({ namespace: 'web', name: 'a' })?.deletedAt).toBeInstanceOf(Date)
  api.put('a')
  await eventually(() => expect(cache.lastSeen({ namespace: 'web', name: 'a' })).toBeUndefined())
})

test('a read after a write waits for the write', async () => {
  await using api = await startWatchServer()
  await using cache = await synced(api)
  expect(await cache.waitFor('100')).toBe(true)
  const waiting = cache.waitFor('101')
  api.put('a')
  expect(await waiting).toBe(true)
  expect(cache.get({ namespace: 'web', name: 'a' })).toBeDefined()
})

test('waiting ends with its time, its signal and the cache', async () => {
  await using api = await startWatchServer()
  const cache = await synced(api)
  expect(await cache.waitFor('999', { timeoutMs: 10 })).toBe(false)
  expect(await cache.waitFor('999', { signal: AbortSignal.timeout(10) })).toBe(false)
  expect(await cache.waitFor('opaque')).toBe(false)
  const waiting = cache.waitFor('999')
  cache.close()
  expect(await waiting).toBe(false)
  expect(await cache.waitFor('999')).toBe(false)
})

test('is ready when it can not be had, says why, and gets it later', async () => {
  await using api = await startWatchServer()
  api.nextLists.push((_, response) => answerStatus(response, { code: 403, reason: 'Forbidden', message: 'not you' }))
  api.put('a')
  await using cache = startCache(api)
  const changes: CacheChange<TestObject>[] = []
  cache.subscribe((change) => changes.push(change))
  await cache.ready
  expect(cache.state).toMatchObject({ state: 'failed', reason: 'not you', error: { status: 403 } })
  expect(cache.synced).toBe(false)
  await eventually(() => expect(cache.state.state).toBe('live'))
  expect(told(changes)).toEqual(['SYNC', 'RESET', 'SYNC'])
})

test('a type that stays unknown takes its objects along, and one 404 does not', async () => {
  await using api = await startWatchServer()
  api.put('a')
  await using cache = await synced(api, { missingTypeMs: 100 })
  const changes: CacheChange<TestObject>[] = []
  cache.subscribe((change) => changes.push(change))
  const missing = (_: unknown, response: Parameters<typeof answerStatus>[0]) =>
    answerStatus(response, {
      code: 404,
      reason: 'NotFound',
      message: 'the server could not find the requested resource',
    })
  api.nextWatches.push(missing)
  api.cut()
  await eventually(() => expect(told(changes)).toEqual(['SYNC', 'SYNC']))
  expect(cache.list()).toHaveLength(1)
  for (const answers of [api.nextLists, api.nextWatches]) answers.push(...Array.from({ length: 1000 }, () => missing))
  api.cut()
  await eventually(() => expect(told(changes)).toContain('DELETED a'))
  expect(cache.list()).toEqual([])
  expect(cache.synced).toBe(false)
  expect(cache.changesSince('101')).toBeUndefined()
})

test('counts what it holds', async () => {
  await using api = await startWatchServer()
  api.put('a')
  await using cache = await synced(api)
  cache.subscribe(() => {})
  expect(cache.health()).toMatchObject({
    state: 'live',
    synced: true,
    objects: 1,
    subscribers: 1,
    resourceVersion: '101',
  })
})

test('tells how long nothing was heard, and how often it connected and listed anew', async () => {
  await using api = await startWatchServer()
  api.put('a')
  await using cache = await synced(api)
  await eventually(() => expect(api.open.size).toBe(1))
  expect(cache.health()).toMatchObject({ reconnects: 0, relists: 0 })
  const heard = cache.health().lastSignAt
  expect(Date.now() - Number(heard)).toBeGreaterThanOrEqual(cache.health().silentMs - 1)
  api.cut()
  await eventually(() => expect(cache.health()).toMatchObject({ reconnects: 1, relists: 0 }))
  api.silently(() => api.put('b'))
  api.compactedBefore = 102
  api.cut()
  await eventually(() => expect(cache.health()).toMatchObject({ relists: 1, state: 'live', objects: 2 }))
  expect(Number(cache.health().lastSignAt)).toBeGreaterThan(Number(heard))
})

test('a snapshot is the same until something changes, and stays as it is then', async () => {
  await using api = await startWatchServer()
  api.put('a')
  await using cache = await synced(api)
  await eventually(() => expect(cache.state.state).toBe('live'))
  const before = cache.snapshot()
  expect(before).toMatchObject({ state: 'live', resourceVersion: '101', items: [{ metadata: { name: 'a' } }] })
  expect(cache.snapshot()).toBe(before)
  expect([before, before.items].every(Object.isFrozen)).toBe(true)
  api.put('b')
  await cache.waitFor('102')
  expect(before.items).toHaveLength(1)
  expect(cache.snapshot()).toMatchObject({ resourceVersion: '102', items: { length: 2 } })
})

test('a relist keeps the very objects that have not changed', async () => {
  await using api = await startWatchServer()
  for (const name of ['a', 'b', 'c']) api.put(name)
  await using cache = await synced(api, { pageSize: 2 })
  await eventually(() => expect(api.open.size).toBe(1))
  const [a, b, c] = cache.list()
  api.silently(() => api.put('b', { changed: true }))
  api.compactedBefore = 200
  api.cut()
  await cache.waitFor('104')
  const after = cache.list()
  expect([after[0] === a, after[1] === b, after[2] === c]).toEqual([true, false, true])
})

test('closing ends the connection and tells nobody anything any more', async () => {
  await using api = await startWatchServer()
  const cache = await synced(api)
  const changes: CacheChange<TestObject>[] = []
  cache.subscribe((change) => changes.push(change))
  await cache[Symbol.asyncDispose]()
  await eventually(() => expect(api.open.size).toBe(0))
  api.put('a')
  expect(changes).toEqual([])
  expect(cache.closed).toBe(true)
})

test('a cache that is closed before it starts is ready and asks nothing', async () => {
  await using api = await startWatchServer()
  const cache = createWatchCache(api.kubeConfig, widgets, { signal: AbortSignal.abort() })
  cache.start()
  await cache.ready
  expect(api.lists).toHaveLength(0)
})
