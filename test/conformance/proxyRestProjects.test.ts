import type { Problem, Project, ResourceList, RouteResponse, Routes } from '@catalyst/api'
import { describe, expect, test } from 'vitest'
import { eventually } from './support/eventually.ts'
import { useRest } from './support/useRest.ts'

type Configuration = RouteResponse<Routes['getConfiguration']>
type ActionResult = RouteResponse<Routes['retryEnvironment']>

const rest = useRest()
const collection = '/clusters/-/projects'
const one = (name: string) => `/clusters/-/namespaces/${rest.team}/projects/${name}`
const environment = (name: string) => `/clusters/-/namespaces/${rest.home}/environments/${name}`
const sources = [{ name: 'web', repositoryUrl: 'https://git.example.com/shop.git', branch: 'main' }]

describe('a project', () => {
  test('is created in the namespace of its team, which is made with it', async () => {
    const body = { metadata: { name: 'made', namespace: rest.team }, spec: { sources } }
    const { status, headers } = await rest.call<Project>(collection, { method: 'POST', body })
    expect([status, headers.get('location')]).toEqual([
      201,
      `/api/v1/clusters/TEST/namespaces/${rest.team}/projects/made`,
    ])
    const labels = JSON.parse(
      await rest.kubectl('get', 'namespace', rest.team, '--output=jsonpath={.metadata.labels}'),
    ) as object
    expect(labels).toMatchObject({ 'catalyst.dev/team': rest.team })
  })

  test.each([
    ['a team called like a part of the system', { name: 'x', namespace: 'kube-system' }],
    ['no team', { name: 'x' }],
  ])('is refused with %s', async (_, metadata) => {
    const { status, body } = await rest.call<Problem>(collection, {
      method: 'POST',
      body: { metadata, spec: { sources } },
    })
    expect([status, body.code, body.issues?.[0]?.path]).toEqual([400, 'INVALID_INPUT', 'metadata.namespace'])
  })

  test('is listed, read, replaced, patched, applied and deleted', async () => {
    const read = await rest.project('changed')
    const names = async () => {
      const { body } = await rest.call<ResourceList<Project>>(`${collection}?namespace=${rest.team}`)
      return body.items.map(({ metadata }) => metadata.name)
    }
    expect(await names()).toContain('changed')
    const put = (body: object, query = '') => rest.call<Project>(one('changed') + query, { method: 'PUT', body })
    const changed = { ...read, spec: { ...read.spec, approval: { required: true } } }
    expect((await put(changed)).body.spec.approval?.required).toBe(true)
    expect((await put(changed)).status).toBe(409)
    const patched = await rest.call<Project>(one('changed'), { method: 'PATCH', body: { spec: { approval: null } } })
    expect([patched.status, patched.body.spec.approval]).toEqual([200, undefined])
    const applied = await put(
      { metadata: { name: 'changed', namespace: rest.team }, spec: { sources, approval: { required: true } } },
      '?apply=true',
    )
    expect([applied.status, applied.body.spec.approval?.required]).toEqual([200, true])
    expect((await rest.call(one('changed'), { method: 'DELETE' })).status).toBe(202)
    expect(await names()).not.toContain('changed')
    expect((await rest.call<Problem>(one('changed'))).body).toMatchObject({ code: 'NOT_FOUND', missing: 'resource' })
  })
})

describe('the configuration', () => {
  const detected = { type: 'node', command: 'npm start', workdir: 'app' }
  const path = (name: string) => `${environment(name)}/configuration`
  const set = (name: string, body: object) => rest.call<Configuration>(path(name), { method: 'PATCH', body })
  const reset = (name: string, query = '') => rest.call<Configuration>(path(name) + query, { method: 'DELETE' })

  async function detectedIn(name: string, spec: object = {}) {
    await rest.environment(name, spec)
    await rest.status('environment', name, { detected })
    await eventually(async () => {
      expect((await rest.call<Configuration>(path(name))).body.detected).toEqual(detected)
    })
  }

  test('is what was detected, then what the project says, then what the environment says', async () => {
    await detectedIn('configured')
    const { body } = await rest.call<Configuration>(path('configured'))
    expect(body).toEqual({
      detected,
      project: {},
      environment: {},
      effective: { devCommand: 'npm start', workdir: 'app' },
    })
    // Without its project there is nothing to set for all of it.
    expect((await set('configured', { devCommand: 'x' })).status).toBe(404)

    await rest.project('shop')
    expect((await set('configured', { devCommand: 'make dev', workdir: 'web' })).body).toMatchObject({
      project: { devCommand: 'make dev', workdir: 'web' },
      effective: { devCommand: 'make dev', workdir: 'web' },
    })
    expect((await set('configured', { scope: 'environment', devCommand: 'make mine' })).body).toMatchObject({
      environment: { devCommand: 'make mine' },
      effective: { devCommand: 'make mine', workdir: 'web' },
    })
    expect((await rest.call<Configuration>(path('configured'))).body.effective.devCommand).toBe('make mine')

    expect((await reset('configured', '?scope=environment')).body.effective.devCommand).toBe('make dev')
    expect((await set('configured', { devCommand: null })).body.effective).toEqual({
      devCommand: 'npm start',
      workdir: 'web',
    })
    expect((await reset('configured')).body.effective).toEqual({ devCommand: 'npm start', workdir: 'app' })
  })
})

describe.each([
  ['retry', 'retryRequest'],
  ['restart', 'restartRequest'],
] as const)('%s', (action, field) => {
  const ask = <T = ActionResult>(name: string) => rest.call<T>(`${environment(name)}/${action}`, { method: 'POST' })

  test('asks the operator by a new wish in the object, each time another', async () => {
    const name = `${action}-failed`
    await rest.environment(name)
    for (const phase of ['Failed', 'Degraded']) {
      await rest.status('environment', name, { phase })
      const { status, body } = await ask(name)
      expect([status, body.environment.spec[field]]).toEqual([202, body.request])
      expect((await ask(name)).body.request).not.toBe(body.request)
    }
  })

  test('is a conflict while nothing has failed, and writes nothing', async () => {
    const name = `${action}-fine`
    await rest.environment(name)
    for (const phase of [undefined, 'Ready', 'Building', 'Deploying']) {
      if (phase !== undefined) await rest.status('environment', name, { phase })
      const { status, body } = await ask<Problem>(name)
      expect([status, body.code]).toEqual([409, 'CONFLICT'])
      expect(body.detail).toContain(`This environment is ${phase ?? 'Pending'}`)
    }
    expect(
      await rest.kubectl(
        'get',
        'environments.catalyst.catalyst.dev',
        name,
        `--namespace=${rest.home}`,
        `--output=jsonpath={.spec.${field}}`,
      ),
    ).toBe('')
  })

  test('is a conflict for one that is going', async () => {
    const name = `${action}-going`
    await rest.environment(name)
    const finalizers = (names: string[]) =>
      rest.call(environment(name), { method: 'PATCH', body: { metadata: { finalizers: names } } })
    await finalizers(['example.com/stays'])
    await rest.status('environment', name, { phase: 'Failed' })
    await rest.call(environment(name), { method: 'DELETE' })
    const { status } = await ask(name)
    await finalizers([])
    expect(status).toBe(409)
  })
})
