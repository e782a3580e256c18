import type { EnvironmentMetrics, KubernetesEvent, Pod, ResourceList } from '@catalyst/api'
import { expect, test } from 'vitest'
import type { ApiObject } from '../../test/ApiObjects.ts'
import { call } from '../../test/call.ts'
import { environment, environmentsPath } from '../../test/objects.ts'
import { startProxy } from '../../test/startProxy.ts'

const one = '/api/v1/clusters/-/namespaces/acme-shop/environments/pr-1'

const pod = (namespace: string, name: string): ApiObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { namespace, name },
  spec: { containers: [] },
})

function event(namespace: string, name: string, lastTimestamp: string): ApiObject {
  const involvedObject = { kind: 'Pod', name: 'web' }
  return { apiVersion: 'v1', kind: 'Event', metadata: { namespace, name }, lastTimestamp, involvedObject }
}

test('its pods are those of its namespace', async () => {
  await using started = await startProxy()
  started.api.objects.put(environmentsPath, environment())
  started.api.objects.put('/api/v1/pods', pod('acme-shop-pr-1', 'web'))
  started.api.objects.put('/api/v1/pods', pod('acme-shop-pr-2', 'other'))
  const { body } = await call<ResourceList<Pod>>(started, `${one}/pods`)
  expect(body.items.map(({ metadata }) => metadata.name)).toEqual(['web'])
  expect(JSON.stringify(body)).not.toContain('managedFields')
})

test('the namespace in its status wins over the one that it would get', async () => {
  await using started = await startProxy()
  started.api.objects.put(environmentsPath, environment({ status: { namespace: 'special' } }))
  started.api.objects.put('/api/v1/pods', pod('special', 'web'))
  const { body } = await call<ResourceList<Pod>>(started, `${one}/pods`)
  expect(body.items).toHaveLength(1)
})

test('its events are its own and those of what runs in it, oldest first', async () => {
  await using started = await startProxy()
  started.api.objects.put(environmentsPath, environment())
  started.api.objects.put('/api/v1/events', event('acme-shop-pr-1', 'second', '2026-01-02T00:00:02Z'))
  started.api.objects.put('/api/v1/events', event('acme-shop', 'first', '2026-01-02T00:00:01Z'))
  started.api.objects.put('/api/v1/events', event('acme-shop-pr-1', 'third', '2026-01-02T00:00:03Z'))
  const { body } = await call<ResourceList<KubernetesEvent>>(started, `${one}/events`)
  expect(body.items.map(({ metadata }) => metadata.name)).toEqual(['first', 'second', 'third'])
})

test('a cluster that measures nothing is an answer and no error', async () => {
  await using started = await startProxy()
  started.api.objects.put(environmentsPath, environment())
  const { status, body } = await call<EnvironmentMetrics>(started, `${one}/metrics`)
  expect(status).toBe(200)
  expect(body).toMatchObject({ available: false, reason: 'NotInstalled' })
})

test.each(['pods', 'events', 'metrics'])('the %s of an environment that is not there are not found', async (what) => {
  await using started = await startProxy()
  expect((await call(started, `${one}/${what}`)).status).toBe(404)
})
