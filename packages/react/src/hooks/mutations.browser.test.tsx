import type { Environment, ResourceList } from '@catalyst/api'
import { environment } from '@catalyst/testing'
import { expect, test } from 'vitest'
import { queryKeys } from '../queries/queryKeys.ts'
import { createScriptedProxy, problemAnswer } from './testing/createScriptedProxy.ts'
import { renderInProvider } from './testing/renderInProvider.tsx'
import { useCreateEnvironment } from './useCreateEnvironment.ts'
import { useDeleteEnvironment } from './useDeleteEnvironment.ts'
import { useEnvironment } from './useEnvironment.ts'
import { useEnvironments } from './useEnvironments.ts'
import { useRetryEnvironment } from './useRetryEnvironment.ts'
import { useUpdateEnvironment } from './useUpdateEnvironment.ts'

const list = 'GET /clusters/-/environments'
const path = '/clusters/-/namespaces/acme-shop/environments/pr-1'
const ref = { namespace: 'acme-shop', name: 'pr-1' }
const options = { team: 'acme', project: 'shop' } as const
const one = environment({ ...options, name: 'pr-1', resourceVersion: '5' })
const listOf = (...items: object[]) => ({ items, metadata: { resourceVersion: '1' } })

async function start() {
  const proxy = createScriptedProxy()
  proxy.on(list, () => listOf(one))
  proxy.on(`GET ${path}`, () => one)
  const rendered = await renderInProvider(
    () => ({
      list: useEnvironments({}, { live: false, refetchInterval: false }),
      one: useEnvironment(ref, { live: false, refetchInterval: false }),
      create: useCreateEnvironment(),
      update: useUpdateEnvironment(),
      remove: useDeleteEnvironment(),
      retry: useRetryEnvironment(),
    }),
    { proxy },
  )
  const { result } = rendered
  await expect.poll(() => result.current.list.isSuccess && result.current.one.isSuccess).toBe(true)
  const versions = () =>
    result.current.list.data?.items.map(({ metadata }) => `${metadata.name}@${metadata.resourceVersion}`)
  return { ...rendered, proxy, versions }
}

test('what was created shows in the list without asking again', async () => {
  const { proxy, result, versions } = await start()
  proxy.on('POST /clusters/-/environments', () => environment({ ...options, name: 'a-new-one', resourceVersion: '8' }))
  await result.current.create.mutateAsync({
    environment: { metadata: { name: 'a-new-one' }, spec: { projectRef: { name: 'shop', namespace: 'acme' } } },
  })
  await expect.poll(versions).toEqual(['a-new-one@8', 'pr-1@5'])
  expect(proxy.requests.filter((request) => request === list)).toHaveLength(1)
})

test('a change shows in the list and on its page', async () => {
  const { proxy, result, versions } = await start()
  proxy.on(`PATCH ${path}`, ({ body }) => {
    expect(body).toEqual({ spec: { devCommand: 'make' } })
    return environment({ ...options, name: 'pr-1', resourceVersion: '6', spec: { devCommand: 'make' } })
  })
  await result.current.update.mutateAsync({ ...ref, patch: { spec: { devCommand: 'make' } } })
  await expect.poll(versions).toEqual(['pr-1@6'])
  await expect.poll(() => result.current.one.data?.spec.devCommand).toBe('make')
})

test('an answer that is older than what the cache holds changes nothing', async () => {
  const { proxy, result, versions } = await start()
  proxy.on(`POST ${path}/retry`, () => ({
    request: 'x',
    environment: environment({ ...options, name: 'pr-1', resourceVersion: '4' }),
  }))
  await result.current.retry.mutateAsync(ref)
  expect(versions()).toEqual(['pr-1@5'])
})

test('what is being deleted shows as such', async () => {
  const { proxy, result, versions } = await start()
  const deletedAt = '2026-01-01T00:00:00Z'
  proxy.on(`DELETE ${path}`, () => environment({ ...options, name: 'pr-1', resourceVersion: '6', deletedAt }))
  await result.current.remove.mutateAsync(ref)
  await expect.poll(versions).toEqual(['pr-1@6'])
  await expect.poll(() => result.current.one.data?.metadata.deletionTimestamp).toBe(deletedAt)
})

test('an answer about one that the watch has seen go does not bring it back', async () => {
  const { proxy, result, versions } = await start()
  proxy.on(list, () => listOf())
  proxy.on(`GET ${path}`, () => problemAnswer({ status: 404, code: 'NOT_FOUND' }))
  proxy.on(`DELETE ${path}`, async () => {
    await Promise.all([result.current.list.refetch(), result.current.one.refetch()])
    return environment({ ...options, name: 'pr-1', resourceVersion: '6' })
  })
  await result.current.remove.mutateAsync(ref)
  await expect.poll(versions).toEqual([])
  await expect.poll(() => result.current.one.isError).toBe(true)
})

test('polls that were sent before a write do not bring back what was', async () => {
  const { result, proxy, queryClient } = await start()
  const late = Promise.withResolvers<void>()
  proxy.on(list, () => late.promise.then(() => listOf(one)))
  proxy.on(`GET ${path}`, () => late.promise.then(() => one))
  proxy.on(`PATCH ${path}`, () => environment({ ...options, name: 'pr-1', resourceVersion: '6' }))
  const polls = [result.current.list.refetch(), result.current.one.refetch()]
  await result.current.update.mutateAsync({ ...ref, patch: { spec: { devCommand: 'make dev' } } })
  late.resolve()
  await Promise.all(polls)
  const cached = queryClient.getQueryData<Environment>(queryKeys.environment(ref))
  expect(cached?.metadata.resourceVersion).toBe('6')
  const listed = queryClient.getQueryData<ResourceList<Environment>>(queryKeys.environmentList({}))
  expect(listed?.items.map(({ metadata }) => metadata.resourceVersion)).toEqual(['6'])
})
