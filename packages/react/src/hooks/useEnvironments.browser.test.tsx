import { environment } from '@catalyst/testing'
import { expect, test } from 'vitest'
import { createScriptedProxy, problemAnswer } from './testing/createScriptedProxy.ts'
import { renderInProvider } from './testing/renderInProvider.tsx'
import { useEnvironments } from './useEnvironments.ts'

const topic = 'environments:-/*'
const list = 'GET /clusters/-/environments'
const listOf = (...items: object[]) => ({ items, metadata: { resourceVersion: '1' } })
const namesOf = (result: { current: ReturnType<typeof useEnvironments> }) =>
  result.current.data?.items.map(({ metadata }) => metadata.name)

test('first data comes by request, and changes by the stream', async () => {
  const proxy = createScriptedProxy()
  proxy.on(list, () => listOf(environment({ name: 'a' })))
  const { result } = await renderInProvider(() => useEnvironments(), { proxy })
  await expect.poll(() => namesOf(result)).toEqual(['a'])
  await expect.poll(() => proxy.streams.length).toBe(1)

  const [stream] = proxy.streams
  stream?.send('snapshot', { topic, ...listOf(environment({ name: 'a' })), resourceVersion: '1' })
  stream?.send('change', { topic, type: 'ADDED', object: environment({ name: 'b' }) })
  await expect.poll(() => namesOf(result)).toEqual(['a', 'b'])
  stream?.send('change', {
    topic,
    type: 'MODIFIED',
    object: environment({ name: 'b', phase: 'Failed', resourceVersion: '9' }),
  })
  await expect.poll(() => result.current.data?.items[1]?.status?.phase).toBe('Failed')
  stream?.send('change', { topic, type: 'DELETED', object: environment({ name: 'a' }) })
  await expect.poll(() => namesOf(result)).toEqual(['b'])
  expect(proxy.requests).toEqual([list])
  expect(result.current).toMatchObject({ isSuccess: true, stale: false })
})

test('a snapshot that comes before the answer is taken, and the request given up', async () => {
  const proxy = createScriptedProxy()
  const aborted: boolean[] = []
  proxy.on(list, async ({ signal }) => {
    await new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()))
    aborted.push(true)
    return listOf()
  })
  const { result } = await renderInProvider(() => useEnvironments(), { proxy })
  await expect.poll(() => proxy.streams.length).toBe(1)
  proxy.streams[0]?.send('snapshot', { topic, ...listOf(environment({ name: 'a' })), resourceVersion: '1' })
  await expect.poll(() => namesOf(result)).toEqual(['a'])
  await expect.poll(() => aborted).toContain(true)
  expect(result.current.isFetching).toBe(false)
})

test('an empty snapshot is an answer', async () => {
  const proxy = createScriptedProxy()
  proxy.on(list, () => new Promise(() => undefined))
  const { result } = await renderInProvider(() => useEnvironments(), { proxy })
  await expect.poll(() => proxy.streams.length).toBe(1)
  proxy.streams[0]?.send('snapshot', { topic, ...listOf(), resourceVersion: '1' })
  await expect.poll(() => namesOf(result)).toEqual([])
})

test('polling takes over while the stream is down, and ends when it is back', async () => {
  const proxy = createScriptedProxy()
  let items = [environment({ name: 'a' })]
  proxy.on(list, () => listOf(...items))
  const { result } = await renderInProvider(() => useEnvironments({}, { refetchInterval: 50 }), { proxy })
  await expect.poll(() => proxy.streams.length).toBe(1)
  proxy.streams[0]?.send('snapshot', { topic, ...listOf(...items), resourceVersion: '1' })
  await expect
    .poll(() => proxy.client.topicState({ kind: 'environments', cluster: '-', namespace: '*' }).status)
    .toBe('live')
  proxy.refuseStreams(true)
  proxy.streams[0]?.cut()
  items = [environment({ name: 'a' }), environment({ name: 'polled' })]
  await expect.poll(() => namesOf(result)).toEqual(['a', 'polled'])
  expect(result.current.stale).toBe(false)

  proxy.refuseStreams(false)
  await expect.poll(() => proxy.streams.length).toBe(2)
  proxy.streams[1]?.send('snapshot', { topic, ...listOf(environment({ name: 'back' })), resourceVersion: '2' })
  await expect.poll(() => namesOf(result)).toEqual(['back'])
  const polls = proxy.requests.length
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(proxy.requests.length).toBe(polls)
})

test('a cluster that does not answer is an error at once, and its answer ends it', async () => {
  const proxy = createScriptedProxy()
  proxy.refuseStreams(true)
  let down = true
  proxy.on(list, () =>
    down ? problemAnswer({ status: 503, code: 'UPSTREAM_UNAVAILABLE' }) : listOf(environment({ name: 'a' })),
  )
  const { result } = await renderInProvider(() => useEnvironments({}, { refetchInterval: 300 }), { proxy })
  await expect.poll(() => result.current.isError).toBe(true)
  expect(proxy.requests).toHaveLength(1)
  down = false
  await expect.poll(() => namesOf(result)).toEqual(['a'])
})

test('data that nothing renews is stale, and says since when and why', async () => {
  const proxy = createScriptedProxy()
  proxy.on(list, () => listOf(environment({ name: 'a' })))
  const { result } = await renderInProvider(() => useEnvironments({}, { refetchInterval: 30 }), { proxy })
  await expect.poll(() => proxy.streams.length).toBe(1)
  proxy.streams[0]?.send('snapshot', { topic, ...listOf(environment({ name: 'a' })), resourceVersion: '1' })
  await expect.poll(() => namesOf(result)).toEqual(['a'])
  proxy.on(list, () => problemAnswer({ status: 503, code: 'UPSTREAM_UNAVAILABLE' }))
  proxy.refuseStreams(true)
  proxy.streams[0]?.cut()
  await expect.poll(() => result.current.stale).toBe(true)
  expect(result.current.staleSince).toBeInstanceOf(Date)
  expect(result.current.staleReason).toEqual(expect.any(String))
  expect(namesOf(result)).toEqual(['a'])
})

test('a proxy that has lost the cluster makes the data stale although it answers', async () => {
  const proxy = createScriptedProxy()
  proxy.on(list, () => listOf(environment({ name: 'a' })))
  const { result } = await renderInProvider(() => useEnvironments({}, { refetchInterval: 30 }), { proxy })
  await expect.poll(() => proxy.streams.length).toBe(1)
  const since = '2026-01-01T00:00:00.000Z'
  proxy.streams[0]?.send('snapshot', { topic, ...listOf(environment({ name: 'a' })), resourceVersion: '1' })
  proxy.streams[0]?.send('sync', { topic, state: 'stale', since, reason: 'The cluster does not answer.' })
  await expect.poll(() => result.current.stale).toBe(true)
  expect(result.current).toMatchObject({ staleSince: new Date(since), staleReason: 'The cluster does not answer.' })
  proxy.streams[0]?.send('sync', { topic, state: 'live', since })
  await expect.poll(() => result.current.stale).toBe(false)
})

test('team, project and phase choose among what one watch brings', async () => {
  const proxy = createScriptedProxy()
  const items = [
    environment({ name: 'a', team: 'x', project: 'p' }),
    environment({ name: 'b', team: 'y', project: 'p', phase: 'Failed' }),
  ]
  proxy.on(list, () => listOf(...items))
  const { result } = await renderInProvider(
    () => [useEnvironments({ team: 'x' }), useEnvironments({ phase: 'failed' }), useEnvironments({ project: 'q' })],
    { proxy },
  )
  const names = () => result.current.map(({ data }) => data?.items.map(({ metadata }) => metadata.name))
  await expect.poll(names).toEqual([['a'], ['b'], []])
  expect(proxy.requests).toEqual([list])
  await expect.poll(() => proxy.streams.length).toBe(1)
})

test('without live there is no stream, only polling', async () => {
  const proxy = createScriptedProxy()
  let count = 0
  proxy.on(list, () => listOf(environment({ name: `poll-${Math.min(++count, 2)}` })))
  const { result } = await renderInProvider(() => useEnvironments({}, { live: false, refetchInterval: 20 }), { proxy })
  await expect.poll(() => namesOf(result)).toEqual(['poll-2'])
  expect(proxy.streams).toHaveLength(0)
})

test('a hook that is not enabled asks for nothing', async () => {
  const { result, proxy } = await renderInProvider(() => useEnvironments({}, { enabled: false }))
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(result.current.data).toBeUndefined()
  expect([...proxy.requests, ...proxy.streams]).toEqual([])
})
