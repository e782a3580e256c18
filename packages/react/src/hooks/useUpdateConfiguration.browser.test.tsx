import { expect, test } from 'vitest'
import { queryKeys } from '../queries/queryKeys.ts'
import { createScriptedProxy } from './testing/createScriptedProxy.ts'
import { renderInProvider } from './testing/renderInProvider.tsx'
import { useEnvironmentConfiguration } from './useEnvironmentConfiguration.ts'
import { useUpdateConfiguration } from './useUpdateConfiguration.ts'

const ref = { namespace: 'acme-shop', name: 'pr-1' }
const path = '/clusters/-/namespaces/acme-shop/environments/pr-1/configuration'
const before = { detected: {}, project: {}, environment: {}, effective: {} }
const after = { ...before, project: { devCommand: 'make dev' }, effective: { devCommand: 'make dev' } }

test('a poll that was sent before a change does not bring back what was', async () => {
  const proxy = createScriptedProxy()
  proxy.on(`GET ${path}`, () => before)
  proxy.on(`PATCH ${path}`, () => after)
  proxy.on(`PUT ${path}`, () => after)
  const { result, queryClient } = await renderInProvider(
    () => ({
      query: useEnvironmentConfiguration(ref, { refetchInterval: false }),
      update: useUpdateConfiguration(),
    }),
    { proxy },
  )
  await expect.poll(() => result.current.query.isSuccess).toBe(true)

  const late = Promise.withResolvers<object>()
  proxy.on(`GET ${path}`, () => late.promise)
  const poll = result.current.query.refetch()
  await result.current.update.mutateAsync({ ...ref, change: { devCommand: 'make dev' } })
  late.resolve(before)
  await poll
  expect(queryClient.getQueryData(queryKeys.environmentConfiguration(ref))).toEqual(after)
  await expect.poll(() => result.current.query.data).toEqual(after)
})
