import type { Environment, Problem } from '@catalyst/api'
import { expect, test } from 'vitest'
import { call } from '../../test/call.ts'
import { environment, environmentsPath } from '../../test/objects.ts'
import { startContext, type TestContext } from '../../test/startContext.ts'
import { startProxy } from '../../test/startProxy.ts'
import type { AccessQuestion } from '../../test/startApiServer.ts'
import type { Caller } from '../objects/Caller.ts'
import { createForcedDeletion } from './createForcedDeletion.ts'

const path = '/api/v1/clusters/-/namespaces/acme-shop/environments/pr-1?force=true'
const own = 'catalyst.dev/environment-cleanup'
const longAgo = new Date(Date.now() - 60_000).toISOString()

function stuck({
  askedAt,
  type = 'development',
  finalizers = [own],
}: { askedAt?: string; type?: string; finalizers?: string[] } = {}) {
  const annotations = askedAt === undefined ? {} : { annotations: { 'catalyst.dev/force-delete': askedAt } }
  return environment({ spec: { type }, metadata: { finalizers, ...annotations } })
}

test('the operator is told by an annotation, and has time', async () => {
  await using started = await startProxy()
  started.api.objects.put(environmentsPath, stuck())
  const { status, body } = await call<Environment>(started, path, { method: 'DELETE' })
  expect(status).toBe(202)
  expect(body.metadata.deletionTimestamp).toBeDefined()
  expect(Date.parse(body.metadata.annotations?.['catalyst.dev/force-delete'] ?? '')).toBeCloseTo(Date.now(), -4)
  expect(started.api.objects.get(environmentsPath, 'acme-shop', 'pr-1')?.metadata.finalizers).toEqual([own])
})

test('where it did not react in time, our finalizer is taken off and it is written down what may be left', async () => {
  await using started = await startProxy()
  started.api.objects.put(environmentsPath, stuck({ askedAt: longAgo }))
  expect((await call(started, path, { method: 'DELETE' })).status).toBe(202)
  expect(started.api.objects.get(environmentsPath, 'acme-shop', 'pr-1')).toBeUndefined()
  const record = started.log.find(({ operation }) => operation === 'deleteEnvironment.force')
  expect(record?.['note']).toContain('namespace "acme-shop-pr-1"')
})

test('finalizers of others stay, and so does the environment', async () => {
  await using started = await startProxy()
  started.api.objects.put(environmentsPath, stuck({ askedAt: longAgo, finalizers: ['example.com/theirs', own] }))
  await call(started, path, { method: 'DELETE' })
  expect(started.api.objects.get(environmentsPath, 'acme-shop', 'pr-1')?.metadata.finalizers).toEqual([
    'example.com/theirs',
  ])
})

test('only who may deploy forces the end of what is no development environment', async () => {
  const person = { subject: 'ann', groups: [], teams: [], impersonate: true, credential: 'bearer' } as const
  const mayDo = ({ user, verb }: AccessQuestion) => user === undefined || verb !== 'deploy'
  await using started = await startProxy({ api: { mayDo }, authenticate: async () => person })
  started.api.objects.put(environmentsPath, stuck({ type: 'deployment' }))
  const { status, body } = await call<Problem>(started, path, { method: 'DELETE' })
  expect([status, body.code]).toEqual([403, 'FORBIDDEN'])
  expect(started.api.objects.get(environmentsPath, 'acme-shop', 'pr-1')?.metadata.deletionTimestamp).toBeUndefined()
  started.api.objects.put(environmentsPath, stuck())
  expect((await call(started, path, { method: 'DELETE' })).status).toBe(202)
})

async function callerIn({ context }: TestContext): Promise<Caller> {
  const identity = { subject: 'local', groups: [], teams: [], impersonate: false, credential: 'none' } as const
  const kubeConfig = await context.kubeConfigFor('-')
  return { identity, cluster: 'TEST', kubeConfig, signal: new AbortController().signal }
}

const ref = { namespace: 'acme-shop', name: 'pr-1' }

test('the time that the operator has runs by itself', async () => {
  await using started = await startContext()
  started.api.objects.put(environmentsPath, stuck())
  const forceDelete = createForcedDeletion(started.context, { operatorHasMs: 50 })
  await forceDelete(await callerIn(started), ref, { requestId: 'r' })
  expect(started.api.objects.get(environmentsPath, 'acme-shop', 'pr-1')).toBeDefined()
  await expect.poll(() => started.api.objects.get(environmentsPath, 'acme-shop', 'pr-1')).toBeUndefined()
  await expect.poll(() => started.audited).toMatchObject([{ operation: 'deleteEnvironment.force', requestId: 'r' }])
})

test('an environment that was created again meanwhile is left alone', async () => {
  await using started = await startContext()
  started.api.objects.put(environmentsPath, stuck())
  const forceDelete = createForcedDeletion(started.context, { operatorHasMs: 50 })
  await forceDelete(await callerIn(started), ref, { requestId: 'r' })
  const going = started.api.objects.get(environmentsPath, 'acme-shop', 'pr-1')!
  started.api.objects.put(environmentsPath, { ...going, metadata: { ...going.metadata, finalizers: [] } })
  const again = started.api.objects.put(environmentsPath, stuck())
  started.api.requests.length = 0
  await expect
    .poll(() => started.api.requests)
    .toContain(`GET ${environmentsPath.replace('environments', 'namespaces/acme-shop/environments/pr-1')}`)
  expect(started.api.objects.get(environmentsPath, 'acme-shop', 'pr-1')?.metadata.uid).toBe(again.metadata.uid)
  expect(started.api.requests.filter((request) => request.startsWith('PATCH'))).toEqual([])
})
