import { isNotFound } from '@catalyst/sdk'
import { environment } from '@catalyst/testing'
import { expect, test } from 'vitest'
import { createScriptedProxy, problemAnswer } from './testing/createScriptedProxy.ts'
import { renderInProvider } from './testing/renderInProvider.tsx'
import { useEnvironment } from './useEnvironment.ts'

const one = environment({ name: 'pr-1', team: 'acme', project: 'shop', resourceVersion: '5' })
const ref = { namespace: 'acme-shop', name: 'pr-1' }
const topic = 'environments:-/acme-shop'
const get = 'GET /clusters/-/namespaces/acme-shop/environments/pr-1'
const snapshotOf = (...items: object[]) => ({ topic, items, resourceVersion: '1' })

test('an environment that goes away is not found, with what was known last, and comes back by itself', async () => {
  const proxy = createScriptedProxy()
  proxy.on(get, () => one)
  const { result } = await renderInProvider(() => useEnvironment(ref), { proxy })
  await expect.poll(() => result.current.data?.metadata.name).toBe('pr-1')
  await expect.poll(() => proxy.streams.length).toBe(1)
  const [stream] = proxy.streams
  stream?.send('snapshot', snapshotOf(one, environment({ name: 'other', team: 'acme', project: 'shop' })))

  const lastSeen = { object: { ...one }, deletedAt: '2026-01-01T00:00:00.000Z' }
  proxy.on(get, () => problemAnswer({ status: 404, code: 'NOT_FOUND', missing: 'resource', lastSeen }))
  stream?.send('change', { topic, type: 'DELETED', object: one })
  await expect.poll(() => isNotFound(result.current.error)).toBe(true)
  const { error } = result.current
  expect(isNotFound(error) && error.problem.lastSeen).toEqual(lastSeen)
  expect(result.current.data?.metadata.name).toBe('pr-1')

  stream?.send('change', {
    topic,
    type: 'ADDED',
    object: { ...one, metadata: { ...one.metadata, uid: 'again', resourceVersion: '9' } },
  })
  await expect.poll(() => result.current.isSuccess).toBe(true)
  expect(result.current.error).toBeNull()
  expect(result.current.data?.metadata.uid).toBe('again')
})

test('changes of other environments of the namespace ask for nothing', async () => {
  const proxy = createScriptedProxy()
  proxy.on(get, () => one)
  const { result } = await renderInProvider(() => useEnvironment(ref), { proxy })
  await expect.poll(() => result.current.isSuccess && proxy.streams.length).toBe(1)
  proxy.streams[0]?.send('snapshot', snapshotOf(one))
  const before = result.current.data
  const other = environment({ name: 'other', team: 'acme', project: 'shop' })
  proxy.streams[0]?.send('change', { topic, type: 'ADDED', object: other })
  await expect
    .poll(() => proxy.client.topicState({ kind: 'environments', cluster: '-', namespace: 'acme-shop' }).items.length)
    .toBe(2)
  expect(result.current.data).toBe(before)
  expect(proxy.requests).toEqual([get])
})

test('one that never was there says so at once', async () => {
  const proxy = createScriptedProxy()
  const { result } = await renderInProvider(() => useEnvironment(ref), { proxy })
  await expect.poll(() => isNotFound(result.current.error)).toBe(true)
  expect(result.current.data).toBeUndefined()
  expect(proxy.requests.filter((request) => request === get)).not.toHaveLength(0)
})

test('the watch does not undo a newer answer', async () => {
  const proxy = createScriptedProxy()
  const newer = environment({ name: 'pr-1', team: 'acme', project: 'shop', resourceVersion: '7', phase: 'Failed' })
  proxy.on(get, () => newer)
  const { result } = await renderInProvider(() => useEnvironment(ref), { proxy })
  await expect.poll(() => result.current.data?.status?.phase).toBe('Failed')
  await expect.poll(() => proxy.streams.length).toBe(1)
  proxy.streams[0]?.send('snapshot', snapshotOf(one))
  await expect
    .poll(() => proxy.client.topicState({ kind: 'environments', cluster: '-', namespace: 'acme-shop' }).status)
    .toBe('live')
  expect(result.current.data?.metadata.resourceVersion).toBe('7')
})

test('one that is looked at again, while another of its namespace was, is as it is now', async () => {
  const proxy = createScriptedProxy()
  const other = environment({ name: 'other', team: 'acme', project: 'shop', resourceVersion: '6' })
  proxy.on(get, () => one)
  proxy.on('GET /clusters/-/namespaces/acme-shop/environments/other', () => other)
  let name = 'pr-1'
  const { result, rerender } = await renderInProvider(() => useEnvironment({ ...ref, name }), { proxy })
  await expect.poll(() => result.current.isSuccess && proxy.streams.length).toBe(1)
  proxy.streams[0]?.send('snapshot', snapshotOf(one, other))

  name = 'other'
  await rerender()
  await expect.poll(() => result.current.data?.metadata.name).toBe('other')
  const failed = environment({ name: 'pr-1', team: 'acme', project: 'shop', resourceVersion: '7', phase: 'Failed' })
  proxy.streams[0]?.send('change', { topic, type: 'MODIFIED', object: failed })
  const watched = { kind: 'environments', cluster: '-', namespace: 'acme-shop' } as const
  await expect
    .poll(() => proxy.client.topicState(watched).items.some(({ status }) => status?.phase === 'Failed'))
    .toBe(true)

  name = 'pr-1'
  await rerender()
  await expect.poll(() => result.current.data?.status?.phase).toBe('Failed')
})

test('one that is missing stays missing, and does not load anew, while it is asked for again', async () => {
  const proxy = createScriptedProxy()
  const seen: string[] = []
  const { result } = await renderInProvider(
    () => {
      const query = useEnvironment(ref, { live: false, refetchInterval: 20 })
      seen.push(query.status)
      return query
    },
    { proxy },
  )
  await expect.poll(() => proxy.requests.length).toBeGreaterThan(3)
  expect(isNotFound(result.current.error)).toBe(true)
  expect(seen.slice(seen.indexOf('error'))).not.toContain('pending')
  proxy.on(get, () => one)
  await expect.poll(() => result.current.data?.metadata.name).toBe('pr-1')
  expect(result.current.error).toBeNull()
})
