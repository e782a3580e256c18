import type { Problem, RouteResponse, Routes } from '@catalyst/api'
import { expect, test } from 'vitest'
import { call } from '../../test/call.ts'
import { environment, environmentsPath } from '../../test/objects.ts'
import { startProxy } from '../../test/startProxy.ts'

const one = '/api/v1/clusters/-/namespaces/acme-shop/environments/pr-1'
const actions = [
  ['retry', 'retryRequest'],
  ['restart', 'restartRequest'],
] as const

test.each(actions)('%s asks the operator by a new %s', async (action, field) => {
  await using started = await startProxy()
  for (const phase of ['Failed', 'Degraded']) {
    started.api.objects.put(environmentsPath, environment({ phase }))
    type Result = RouteResponse<Routes['retryEnvironment']>
    const { status, body } = await call<Result>(started, `${one}/${action}`, { method: 'POST' })
    expect(status).toBe(202)
    expect(body.environment.spec[field]).toBe(body.request)
    const second = await call<Result>(started, `${one}/${action}`, { method: 'POST' })
    expect(second.body.request).not.toBe(body.request)
  }
})

test.each(actions)('%s is a conflict while nothing has failed', async (action) => {
  await using started = await startProxy()
  for (const phase of ['Ready', 'Building', 'Deploying', undefined]) {
    started.api.objects.put(environmentsPath, environment({ ...(phase && { phase }) }))
    const { status, body } = await call<Problem>(started, `${one}/${action}`, { method: 'POST' })
    expect([status, body.code]).toEqual([409, 'CONFLICT'])
    expect(body.detail).toContain(`This environment is ${phase ?? 'Pending'}`)
  }
  expect(started.api.objects.get(environmentsPath, 'acme-shop', 'pr-1')?.['spec']).not.toHaveProperty('retryRequest')
})

test('an environment that is going is not deployed again', async () => {
  await using started = await startProxy()
  const metadata = { deletionTimestamp: new Date().toISOString(), finalizers: ['catalyst.dev/environment-cleanup'] }
  started.api.objects.put(environmentsPath, environment({ phase: 'Failed', metadata }))
  expect((await call(started, `${one}/retry`, { method: 'POST' })).status).toBe(409)
})
