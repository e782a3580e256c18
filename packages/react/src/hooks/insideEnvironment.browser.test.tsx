import { isNotFound } from '@catalyst/sdk'
import { environment, environmentMetrics, pod, podMetrics } from '@catalyst/testing'
import { expect, test } from 'vitest'
import { createScriptedProxy, problemAnswer } from './testing/createScriptedProxy.ts'
import { renderInProvider } from './testing/renderInProvider.tsx'
import { useEnvironmentConfiguration } from './useEnvironmentConfiguration.ts'
import { useEvents } from './useEvents.ts'
import { useMetrics } from './useMetrics.ts'
import { usePod } from './usePod.ts'
import { usePods } from './usePods.ts'
import { useResetConfiguration } from './useResetConfiguration.ts'
import { useUpdateConfiguration } from './useUpdateConfiguration.ts'

const target = { namespace: 'acme-shop', environment: 'pr-1' }
const ref = { namespace: 'acme-shop', name: 'pr-1' }
const path = '/clusters/-/namespaces/acme-shop/environments/pr-1'
const inside = 'acme-shop-pr-1'
const one = environment({ team: 'acme', project: 'shop', name: 'pr-1' })
const web = (resourceVersion: string) => pod({ name: 'web', namespace: inside, resourceVersion })
const listOf = (...items: object[]) => ({ items, metadata: { resourceVersion: '1' } })

test('pods of an environment are watched in the namespace that it runs in', async () => {
  const proxy = createScriptedProxy()
  proxy.on(`GET ${path}`, () => ({ ...one, status: { ...one.status, namespace: inside } }))
  proxy.on(`GET ${path}/pods`, () => listOf(web('1')))
  const { result } = await renderInProvider(() => usePods(target), { proxy })
  await expect.poll(() => result.current.data?.items.map(({ metadata }) => metadata.name)).toEqual(['web'])
  await expect.poll(() => proxy.streams.at(-1)?.url.searchParams.getAll('topic')).toEqual([`pods:-/${inside}`])
  proxy.streams.at(-1)?.send('snapshot', { topic: `pods:-/${inside}`, items: [], resourceVersion: '2' })
  await expect.poll(() => result.current.data?.items).toEqual([])
})

test('before an environment has a namespace its pods are polled', async () => {
  const proxy = createScriptedProxy()
  proxy.on(`GET ${path}`, () => ({ ...one, status: {} }))
  let polls = 0
  proxy.on(`GET ${path}/pods`, () => listOf(...(++polls > 2 ? [web('1')] : [])))
  const { result } = await renderInProvider(() => usePods(target, { refetchInterval: 20 }), { proxy })
  await expect.poll(() => result.current.data?.items.length).toBe(1)
  expect(proxy.streams).toEqual([])
})

test('one pod is kept current, and is not found once it is gone', async () => {
  const proxy = createScriptedProxy()
  const get = `GET /clusters/-/namespaces/${inside}/pods/web`
  proxy.on(get, () => web('1'))
  const { result } = await renderInProvider(() => usePod({ namespace: inside, pod: 'web' }), { proxy })
  await expect.poll(() => result.current.data?.metadata.resourceVersion).toBe('1')
  await expect.poll(() => proxy.streams.length).toBe(1)
  const topic = `pods:-/${inside}`
  proxy.streams[0]?.send('snapshot', { topic, items: [web('2')], resourceVersion: '2' })
  await expect.poll(() => result.current.data?.metadata.resourceVersion).toBe('2')
  proxy.on(get, () => problemAnswer({ status: 404, code: 'NOT_FOUND', missing: 'resource' }))
  proxy.streams[0]?.send('change', { topic, type: 'DELETED', object: web('2') })
  await expect.poll(() => isNotFound(result.current.error)).toBe(true)
  expect(result.current.data?.metadata.name).toBe('web')
})

test('usage of all pods of a namespace comes over one topic', async () => {
  const proxy = createScriptedProxy()
  proxy.on(`GET ${path}/metrics`, () => environmentMetrics())
  for (const name of ['web', 'db']) {
    proxy.on(`GET /clusters/-/namespaces/${inside}/pods/${name}/metrics`, () => ({
      available: false,
      reason: 'NotYet',
      message: 'Not yet.',
    }))
  }
  const { result } = await renderInProvider(
    () =>
      [
        useMetrics({ namespace: inside, pod: 'web' }),
        useMetrics({ namespace: inside, pod: 'db' }),
        useMetrics(target),
      ] as const,
    { proxy },
  )
  await expect.poll(() => result.current.map(({ data }) => data?.available)).toEqual([false, false, true])
  await expect.poll(() => proxy.streams.length).toBe(1)
  const topic = `metrics:-/${inside}`
  expect(proxy.streams[0]?.url.searchParams.getAll('topic')).toEqual([topic])
  proxy.streams[0]?.send('snapshot', {
    topic,
    items: [podMetrics({ name: 'web', namespace: inside })],
    resourceVersion: '1',
  })
  await expect.poll(() => result.current[0].data?.available).toBe(true)
  expect(result.current[1].data?.available).toBe(false)
})

test('events of an environment are polled', async () => {
  const proxy = createScriptedProxy()
  let count = 0
  proxy.on(`GET ${path}/events`, () =>
    listOf(...Array.from({ length: Math.min(++count, 3) }, () => ({ metadata: {} }))),
  )
  const { result } = await renderInProvider(() => useEvents(target, { refetchInterval: 20 }), { proxy })
  await expect.poll(() => result.current.data?.items.length).toBe(3)
})

test('what overrides the detected command is written where it is read', async () => {
  const proxy = createScriptedProxy()
  const configuration = (devCommand?: string) => ({
    detected: { type: 'node', command: 'npm run dev' },
    project: {},
    environment: { devCommand },
    effective: { devCommand: devCommand ?? 'npm run dev' },
  })
  proxy.on(`GET ${path}/configuration`, () => configuration())
  const { result } = await renderInProvider(
    () => ({
      configuration: useEnvironmentConfiguration(ref),
      update: useUpdateConfiguration(),
      reset: useResetConfiguration(),
    }),
    { proxy },
  )
  const command = () => result.current.configuration.data?.effective.devCommand
  await expect.poll(command).toBe('npm run dev')
  proxy.on(`PATCH ${path}/configuration`, ({ body }) => {
    expect(body).toEqual({ scope: 'environment', devCommand: 'make' })
    return configuration('make')
  })
  await result.current.update.mutateAsync({ ...ref, change: { scope: 'environment', devCommand: 'make' } })
  await expect.poll(command).toBe('make')
  proxy.on(`DELETE ${path}/configuration`, ({ url }) => {
    expect(url.search).toBe('?scope=environment')
    return configuration()
  })
  await result.current.reset.mutateAsync({ ...ref, scope: 'environment' })
  await expect.poll(command).toBe('npm run dev')
  expect(proxy.requests.filter((request) => request.startsWith('GET'))).toHaveLength(1)
})
