import type { RouteResponse, Routes } from '@catalyst/api'
import { expect, test } from 'vitest'
import { call } from '../../test/call.ts'
import { environment, environmentsPath, project, projectsPath } from '../../test/objects.ts'
import { startProxy } from '../../test/startProxy.ts'

type Configuration = RouteResponse<Routes['getConfiguration']>

const path = '/api/v1/clusters/-/namespaces/acme-shop/environments/pr-1/configuration'
const detected = { type: 'node', command: 'npm start', workdir: 'app' }

async function withConfiguration({ own = {}, shared }: { own?: object; shared?: object } = {}) {
  const started = await startProxy()
  started.api.objects.put(environmentsPath, environment({ status: { detected }, spec: { ...own } }))
  started.api.objects.put(projectsPath, project({ spec: shared === undefined ? {} : { deploymentConfig: shared } }))
  return started
}

test('what was detected holds where nothing overrides it', async () => {
  await using started = await withConfiguration()
  const { body } = await call<Configuration>(started, path)
  expect(body).toEqual({
    detected,
    project: {},
    environment: {},
    effective: { devCommand: 'npm start', workdir: 'app' },
  })
})

test('the project overrides what was detected, and the environment the project', async () => {
  await using started = await withConfiguration({
    shared: { devCommand: 'make dev', workdir: 'web' },
    own: { devCommand: 'make mine' },
  })
  const { body } = await call<Configuration>(started, path)
  expect(body.effective).toEqual({ devCommand: 'make mine', workdir: 'web' })
})

test('an override goes to the project unless the environment is meant', async () => {
  await using started = await withConfiguration()
  const set = (body: object) => call<Configuration>(started, path, { method: 'PATCH', body })
  expect((await set({ devCommand: 'make dev' })).body.project).toEqual({ devCommand: 'make dev' })
  expect((await set({ scope: 'environment', workdir: 'api' })).body.environment).toEqual({ workdir: 'api' })
  expect((await call<Configuration>(started, path)).body.effective).toEqual({ devCommand: 'make dev', workdir: 'api' })
  expect((await set({ devCommand: null })).body.effective.devCommand).toBe('npm start')
})

test('a reset goes back to what was detected, in one scope at a time', async () => {
  await using started = await withConfiguration({
    shared: { devCommand: 'make dev' },
    own: { devCommand: 'make mine' },
  })
  const first = await call<Configuration>(started, `${path}?scope=environment`, { method: 'DELETE' })
  expect(first.body.effective.devCommand).toBe('make dev')
  const second = await call<Configuration>(started, path, { method: 'DELETE' })
  expect(second.body.effective.devCommand).toBe('npm start')
})

test('an environment without its project still has a configuration', async () => {
  await using started = await startProxy()
  started.api.objects.put(environmentsPath, environment({ status: { detected } }))
  const { status, body } = await call<Configuration>(started, path)
  expect([status, body.project]).toEqual([200, {}])
  expect((await call(started, path, { method: 'PATCH', body: { devCommand: 'x' } })).status).toBe(404)
})
