import { isForbidden, isUnreachable } from '@catalyst/sdk'
import { environment } from '@catalyst/testing'
import { expect, test } from 'vitest'
import { createScriptedProxy, problemAnswer } from './testing/createScriptedProxy.ts'
import { renderInProvider } from './testing/renderInProvider.tsx'
import { useEnvironments } from './useEnvironments.ts'
import { useProjects } from './useProjects.ts'

const listOf = (...names: string[]) => ({
  items: names.map((name) => environment({ name })),
  metadata: { resourceVersion: '1' },
})
const clusters = ['east', 'west']
const east = 'GET /clusters/east/environments'
const west = 'GET /clusters/west/environments'
const namesOf = (list: { items: readonly { metadata: { name: string } }[] | undefined } | undefined) =>
  list?.items?.map(({ metadata }) => metadata.name)

test('several clusters are one list, and each is known by itself, over one stream', async () => {
  const proxy = createScriptedProxy()
  proxy.on(east, () => listOf('a', 'b'))
  proxy.on(west, () => listOf('c'))
  const { result } = await renderInProvider(() => useEnvironments({ clusters }), { proxy })
  await expect.poll(() => namesOf(result.current.data)).toEqual(['a', 'b', 'c'])
  expect(result.current).toMatchObject({ isSuccess: true, isError: false, stale: false, error: null })
  expect(result.current.clusters.map((one) => [one.cluster, namesOf(one)])).toEqual([
    ['east', ['a', 'b']],
    ['west', ['c']],
  ])
  await expect.poll(() => proxy.streams.length).toBe(1)
  const [stream] = proxy.streams
  expect(stream?.url.searchParams.getAll('topic')).toEqual(['environments:east/*', 'environments:west/*'])

  stream?.send('snapshot', { topic: 'environments:west/*', items: listOf('d').items, resourceVersion: '2' })
  await expect.poll(() => namesOf(result.current.data)).toEqual(['a', 'b', 'd'])
})

test('a cluster that fails leaves the others alone, and is back by itself', async () => {
  const proxy = createScriptedProxy()
  proxy.refuseStreams(true)
  proxy.on(east, () => problemAnswer({ status: 503, code: 'UPSTREAM_UNAVAILABLE' }))
  proxy.on(west, () => listOf('c'))
  const { result } = await renderInProvider(() => useEnvironments({ clusters }, { refetchInterval: 100 }), { proxy })
  await expect.poll(() => namesOf(result.current.data)).toEqual(['c'])
  await expect.poll(() => isUnreachable(result.current.clusters[0]?.error)).toBe(true)
  expect(result.current).toMatchObject({ isError: false, isSuccess: true, error: null })
  expect(result.current.clusters[0]?.items).toBeUndefined()
  expect(result.current.clusters[1]?.error).toBeNull()

  proxy.on(east, () => listOf('a'))
  await expect.poll(() => namesOf(result.current.data)).toEqual(['a', 'c'])
  expect(result.current.clusters[0]?.error).toBeNull()

  proxy.on(east, () => problemAnswer({ status: 503, code: 'UPSTREAM_UNAVAILABLE', detail: 'No route.' }))
  await expect.poll(() => result.current.clusters[0]?.stale).toBe(true)
  expect(result.current).toMatchObject({ stale: true, staleReason: 'No route.', isSuccess: true })
  expect(result.current.clusters[1]?.stale).toBe(false)
  expect(namesOf(result.current.data)).toEqual(['a', 'c'])
})

test('where no cluster can be asked it is an error', async () => {
  const proxy = createScriptedProxy()
  for (const request of [east, west]) proxy.on(request, () => problemAnswer({ status: 403, code: 'FORBIDDEN' }))
  const { result } = await renderInProvider(() => useEnvironments({ clusters }, { refetchInterval: false }), { proxy })
  await expect.poll(() => result.current.isError).toBe(true)
  expect(isForbidden(result.current.error)).toBe(true)
  expect(result.current).toMatchObject({ isPending: false, isSuccess: false, data: undefined })

  proxy.on(east, () => listOf('a'))
  await result.current.refetch()
  await expect.poll(() => namesOf(result.current.data)).toEqual(['a'])
})

test('the clusters may change, and an unchanged list stays the same object', async () => {
  const proxy = createScriptedProxy()
  proxy.on(east, () => listOf('a'))
  proxy.on(west, () => listOf('c'))
  let chosen = ['east']
  const { result, rerender } = await renderInProvider(() => useEnvironments({ clusters: chosen }), { proxy })
  await expect.poll(() => namesOf(result.current.data)).toEqual(['a'])
  const before = result.current.data
  await rerender()
  expect(result.current.data).toBe(before)
  chosen = ['west', 'east', 'west']
  await rerender()
  await expect.poll(() => namesOf(result.current.data)).toEqual(['c', 'a'])
  expect(proxy.requests.filter((request) => request === west)).toHaveLength(1)
  chosen = []
  await rerender()
  await expect.poll(() => namesOf(result.current.data)).toEqual([])
  expect(result.current).toMatchObject({ isSuccess: true, isPending: false, clusters: [] })
})

test('projects of several clusters are one list too', async () => {
  const proxy = createScriptedProxy()
  proxy.on('GET /clusters/east/projects', () => listOf('shop'))
  proxy.on('GET /clusters/west/projects', () => listOf('blog'))
  const { result } = await renderInProvider(() => useProjects({ clusters }, { live: false }), { proxy })
  await expect.poll(() => namesOf(result.current.data)).toEqual(['shop', 'blog'])
})
