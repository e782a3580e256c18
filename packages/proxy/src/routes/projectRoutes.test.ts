import type { Problem, Project, ResourceList } from '@catalyst/api'
import { expect, test } from 'vitest'
import { call } from '../../test/call.ts'
import { project, projectsPath } from '../../test/objects.ts'
import { startProxy } from '../../test/startProxy.ts'

const collection = '/api/v1/clusters/-/projects'
const one = '/api/v1/clusters/-/namespaces/acme/projects/shop'

test('creating a project makes the namespace of its team', async () => {
  await using started = await startProxy()
  const { status, headers } = await call<Project>(started, collection, { method: 'POST', body: project() })
  expect([status, headers.get('location')]).toEqual([201, '/api/v1/clusters/TEST/namespaces/acme/projects/shop'])
  const made = started.api.objects.get('/api/v1/namespaces', undefined, 'acme')
  expect(made?.metadata.labels).toEqual({ 'catalyst.dev/team': 'acme' })
})

test('a team can not be called like a part of the system', async () => {
  await using started = await startProxy()
  const { status, body } = await call<Problem>(started, collection, {
    method: 'POST',
    body: project({ team: 'kube-system' }),
  })
  expect([status, body.code, body.issues?.[0]?.path]).toEqual([400, 'INVALID_INPUT', 'metadata.namespace'])
})

test('a project without its team is refused', async () => {
  await using started = await startProxy()
  const { metadata: _, ...rest } = project()
  const { status, body } = await call<Problem>(started, collection, {
    method: 'POST',
    body: { ...rest, metadata: { name: 'shop' } },
  })
  expect([status, body.issues?.[0]?.path]).toEqual([400, 'metadata.namespace'])
})

test('lists, reads, replaces, patches and deletes', async () => {
  await using started = await startProxy()
  started.api.objects.put(projectsPath, project())
  started.api.objects.put(projectsPath, project({ name: 'site', team: 'other' }))
  const list = await call<ResourceList<Project>>(started, collection)
  expect(list.body.items.map(({ metadata }) => metadata.name)).toEqual(['shop', 'site'])
  const narrow = await call<ResourceList<Project>>(started, `${collection}?namespace=other`)
  expect(narrow.body.items.map(({ metadata }) => metadata.name)).toEqual(['site'])

  const { body: read } = await call<Project>(started, one)
  const changed = { ...read, spec: { ...read.spec, approval: { required: true } } }
  expect((await call<Project>(started, one, { method: 'PUT', body: changed })).body.spec.approval?.required).toBe(true)
  expect((await call(started, one, { method: 'PUT', body: changed })).status).toBe(409)
  const patched = await call<Project>(started, one, { method: 'PATCH', body: { spec: { approval: null } } })
  expect([patched.status, patched.body.spec.approval]).toEqual([200, undefined])
  expect((await call(started, one, { method: 'DELETE' })).status).toBe(202)
  expect((await call<Problem>(started, one)).body).toMatchObject({ code: 'NOT_FOUND' })
})
