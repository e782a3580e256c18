import type { Pod, PodMetricsResult, Problem, ResourceList } from '@catalyst/api'
import { expect, test } from 'vitest'
import type { ApiObject } from '../../test/ApiObjects.ts'
import { call } from '../../test/call.ts'
import { namespace } from '../../test/objects.ts'
import { startProxy } from '../../test/startProxy.ts'

const pods = '/api/v1/clusters/-/namespaces/shop/pods'
const pod = (name: string): ApiObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { namespace: 'shop', name, labels: { app: name } },
  spec: { containers: [{ name: 'main' }] },
  status: {
    phase: 'Running',
    containerStatuses: [{ name: 'main', ready: true, restartCount: 0, state: { running: {} } }],
  },
})

async function withPods(...names: string[]) {
  const started = await startProxy()
  started.api.objects.put('/api/v1/namespaces', namespace('shop'))
  for (const name of names) started.api.objects.put('/api/v1/pods', pod(name))
  return started
}

test('lists the pods of a namespace by their labels', async () => {
  await using started = await withPods('web', 'db')
  const all = await call<ResourceList<Pod>>(started, pods)
  expect(all.body.items.map(({ metadata }) => metadata.name)).toEqual(['web', 'db'])
  const some = await call<ResourceList<Pod>>(started, `${pods}?labelSelector=app%3Ddb`)
  expect(some.body.items.map(({ metadata }) => metadata.name)).toEqual(['db'])
})

test('reads a pod, without the bookkeeping of its fields', async () => {
  await using started = await withPods('web')
  const { status, body } = await call<Pod>(started, `${pods}/web`)
  expect([status, body.spec?.containers[0]?.name]).toEqual([200, 'main'])
  expect(JSON.stringify(body)).not.toContain('managedFields')
})

test('says what is missing of a pod', async () => {
  await using started = await withPods()
  expect((await call<Problem>(started, `${pods}/web`)).body).toMatchObject({ code: 'NOT_FOUND', missing: 'resource' })
  const elsewhere = await call<Problem>(started, `${pods.replace('shop', 'nowhere')}/web`)
  expect(elsewhere.body).toMatchObject({ code: 'NOT_FOUND', missing: 'namespace' })
})

test('usage that can not be told says why', async () => {
  await using started = await withPods('web')
  const { status, body } = await call<PodMetricsResult>(started, `${pods}/web/metrics`)
  expect(status).toBe(200)
  expect(body).toMatchObject({ available: false, reason: 'NotInstalled' })
})

test('adds an ephemeral container for debugging', async () => {
  await using started = await withPods('web')
  const { status, body } = await call<Pod>(started, `${pods}/web/debug`, {
    method: 'POST',
    body: { image: 'busybox', targetContainer: 'main' },
  })
  expect(status).toBe(201)
  expect(body.spec?.ephemeralContainers).toMatchObject([{ image: 'busybox', targetContainerName: 'main', tty: true }])
})

test.each(['A', 'a_b', '-a', 'a..b', 'a'.repeat(254)])('%s can not be the name of a pod', async (name) => {
  await using started = await withPods()
  const { status, body } = await call<Problem>(started, `${pods}/${name}`)
  expect([status, body.code, body.issues?.[0]?.path]).toEqual([400, 'INVALID_INPUT', 'pod'])
})
