import type { Problem, RouteResponse, Routes, Session } from '@catalyst/api'
import { expect, test } from 'vitest'
import { call } from '../../test/call.ts'
import { startProxy } from '../../test/startProxy.ts'

type Clusters = RouteResponse<Routes['listClusters']>
type Reviews = RouteResponse<Routes['reviewAccess']>

test('a session says who the caller is and which clusters there are', async () => {
  await using started = await startProxy()
  const { body, headers } = await call<Session>(started, '/api/v1/session')
  expect(body).toEqual({ subject: 'local', groups: [], teams: [], clusters: [{ name: 'TEST', default: true }] })
  expect(headers.get('cache-control')).toBe('no-store')
})

test('nobody is told to sign in', async () => {
  await using started = await startProxy({ authenticate: async () => null })
  const { status, body } = await call<Problem>(started, '/api/v1/session')
  expect([status, body.code]).toEqual([401, 'UNAUTHORIZED'])
})

test('a sign-in that has ended is none', async () => {
  const identity = { subject: 'ann', groups: [], teams: [], impersonate: true, credential: 'cookie' } as const
  await using started = await startProxy({
    authenticate: async () => ({ ...identity, expiresAt: new Date(Date.now() - 1) }),
  })
  expect((await call(started, '/api/v1/session')).status).toBe(401)
})

test('clusters are listed with their version', async () => {
  await using started = await startProxy()
  const { body } = await call<Clusters>(started, '/api/v1/clusters')
  expect(body.items).toEqual([{ name: 'TEST', default: true, reachable: true, version: 'v1.34.0' }])
})

test.each([
  [401, 'The cluster refused the credential that this server has for it.'],
  [500, 'The API server answers with HTTP status 500.'],
])('a cluster that answers %i says why it is not reachable', async (status, reason) => {
  await using started = await startProxy()
  started.api.fail(status)
  const { body } = await call<Clusters>(started, '/api/v1/clusters')
  expect(body.items).toEqual([{ name: 'TEST', default: true, reachable: false, reason }])
})

test('a cluster that is down says so', async () => {
  await using started = await startProxy()
  await started.api[Symbol.asyncDispose]()
  const { status, body } = await call<Clusters>(started, '/api/v1/clusters')
  expect(status).toBe(200)
  expect(body.items).toEqual([
    { name: 'TEST', default: true, reachable: false, reason: 'The API server can not be reached.' },
  ])
})

test('rights are asked in a batch and answered in its order', async () => {
  await using started = await startProxy({
    api: { mayDo: ({ verb, subresource }) => verb === 'get' && subresource === undefined },
  })
  const reviews = [
    { verb: 'get', resource: 'pods', namespace: 'a' },
    { verb: 'create', resource: 'pods', subresource: 'exec', namespace: 'a' },
    { verb: 'get', group: 'apps', resource: 'deployments' },
  ]
  const { status, body } = await call<Reviews>(started, '/api/v1/clusters/TEST/access-reviews', {
    method: 'POST',
    body: { reviews },
  })
  expect(status).toBe(200)
  expect(body.reviews.map(({ allowed }) => allowed)).toEqual([true, false, true])
})

test('rights in a cluster that nobody knows are not found', async () => {
  await using started = await startProxy()
  const body = { reviews: [{ verb: 'get', resource: 'pods' }] }
  const answer = await call<Problem>(started, '/api/v1/clusters/other/access-reviews', { method: 'POST', body })
  expect(answer.body).toMatchObject({ code: 'NOT_FOUND', missing: 'cluster' })
})
