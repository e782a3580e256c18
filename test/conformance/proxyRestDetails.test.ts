import type {
  EnvironmentMetrics,
  KubernetesEvent,
  Pod,
  PodMetricsResult,
  Problem,
  ResourceList,
  RouteResponse,
  Routes,
  Session,
} from '@catalyst/api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from './support/eventually.ts'
import { useRest } from './support/useRest.ts'

type Clusters = RouteResponse<Routes['listClusters']>
type Reviews = RouteResponse<Routes['reviewAccess']>

const rest = useRest()
const environment = (name: string) => `/clusters/-/namespaces/${rest.home}/environments/${name}`
const namesIn = ({ items }: ResourceList<{ metadata: { name: string } }>) => items.map(({ metadata }) => metadata.name)

test('a session says who the caller is and which clusters there are', async () => {
  const { body, headers } = await rest.call<Session>('/session')
  expect(body).toMatchObject({ subject: 'admin', groups: [], teams: [], clusters: [{ name: 'TEST', default: true }] })
  expect(headers.get('cache-control')).toBe('no-store')
})

test('clusters are listed with their version, and never with a credential', async () => {
  const { body } = await rest.call<Clusters>('/clusters')
  const version = (JSON.parse(await rest.kubectl('get', '--raw', '/version')) as { gitVersion: string }).gitVersion
  expect(body.items).toEqual([{ name: 'TEST', default: true, reachable: true, version }])
})

test('rights are asked in a batch and answered in its order', async () => {
  const reviews = [
    { verb: 'get', resource: 'pods', namespace: 'a' },
    { verb: 'create', resource: 'pods', subresource: 'exec', namespace: 'a' },
    { verb: 'get', group: 'apps', resource: 'deployments' },
  ]
  const { status, body } = await rest.call<Reviews>('/clusters/TEST/access-reviews', {
    method: 'POST',
    body: { reviews },
  })
  expect([status, body.reviews.map(({ allowed }) => allowed)]).toEqual([200, [true, true, true]])
})

describe('what runs in an environment', () => {
  const inside = () => `${rest.team}-shop-inside`
  const other = () => `${rest.team}-other`

  beforeAll(async () => {
    await rest.environment('inside')
    await rest.environment('outside')
    for (const namespace of [inside(), other()]) {
      await rest.kubectl('create', 'namespace', namespace)
      await eventually(() => rest.kubectl('get', 'serviceaccount', 'default', `--namespace=${namespace}`))
      await rest.kubectl('run', 'web', '--image=example.com/none', '--labels=app=web', `--namespace=${namespace}`)
    }
    await rest.kubectl('run', 'db', '--image=example.com/none', '--labels=app=db', `--namespace=${inside()}`)
    await createEvent('second', { namespace: inside(), kind: 'Pod', lastTimestamp: '2026-01-02T00:00:02Z' })
    await createEvent('first', { namespace: rest.home, kind: 'Environment', lastTimestamp: '2026-01-02T00:00:01Z' })
    await createEvent('third', { namespace: inside(), kind: 'Pod', lastTimestamp: '2026-01-02T00:00:03Z' })
  })
  afterAll(async () => {
    await rest.kubectl('delete', 'namespace', inside(), other(), '--wait=false')
  })

  async function createEvent(
    name: string,
    { namespace, kind, lastTimestamp }: Record<'namespace' | 'kind' | 'lastTimestamp', string>,
  ) {
    const involvedObject = { kind, name: 'inside', namespace }
    const event = {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { namespace, name },
      involvedObject,
      lastTimestamp,
      type: 'Normal',
      reason: 'Test',
    }
    await rest.cluster.kubectl(['create', '--filename=-'], { input: JSON.stringify(event) })
  }

  test('are the pods of its namespace', async () => {
    const { body } = await rest.call<ResourceList<Pod>>(`${environment('inside')}/pods`)
    expect(namesIn(body).sort()).toEqual(['db', 'web'])
    expect(JSON.stringify(body)).not.toContain('managedFields')
  })

  test('are the pods of the namespace in its status, wherever that is', async () => {
    await rest.status('environment', 'outside', { namespace: other() })
    await eventually(async () => {
      expect(namesIn((await rest.call<ResourceList<Pod>>(`${environment('outside')}/pods`)).body)).toEqual(['web'])
    })
  })

  test('are events of its own and of what runs in it, oldest first', async () => {
    const { body } = await rest.call<ResourceList<KubernetesEvent>>(`${environment('inside')}/events`)
    expect(namesIn(body).filter((name) => ['first', 'second', 'third'].includes(name))).toEqual([
      'first',
      'second',
      'third',
    ])
  })

  test('is measured, or it is said why not: never an error', async () => {
    for (const path of [`${environment('inside')}/metrics`, `/clusters/-/namespaces/${inside()}/pods/web/metrics`]) {
      const { status, body } = await rest.call<EnvironmentMetrics | PodMetricsResult>(path)
      expect(status).toBe(200)
      if (!body.available) expect(body.reason).toMatch(/^(NotInstalled|NoData|Unavailable|NotYet)/)
    }
  })

  test.each(['pods', 'events', 'metrics', 'log', 'configuration'])(
    'its %s are not found where there is no environment',
    async (what) => {
      const { status, body } = await rest.call<Problem>(`${environment('never')}/${what}`)
      expect([status, body.missing]).toEqual([404, 'resource'])
    },
  )

  test('is listed by labels, and read one by one', async () => {
    const pods = `/clusters/-/namespaces/${inside()}/pods`
    expect(namesIn((await rest.call<ResourceList<Pod>>(`${pods}?labelSelector=app%3Ddb`)).body)).toEqual(['db'])
    const { status, body, headers } = await rest.call<Pod>(`${pods}/web`)
    expect([status, body.spec?.containers[0]?.name]).toEqual([200, 'web'])
    expect(headers.get('etag')).toContain(body.metadata.resourceVersion)
    expect((await rest.call<Problem>(`${pods}/none`)).body).toMatchObject({ code: 'NOT_FOUND', missing: 'resource' })
    const nowhere = await rest.call<Problem>('/clusters/-/namespaces/no-such-place/pods/web')
    expect(nowhere.body).toMatchObject({ code: 'NOT_FOUND', missing: 'namespace' })
  })
})

test.each(['A', 'a_b', '-a', 'a..b', 'a'.repeat(254)])('%s can not be the name of a pod', async (name) => {
  const { status, body } = await rest.call<Problem>(`/clusters/-/namespaces/default/pods/${name}`)
  expect([status, body.code, body.issues?.[0]?.path]).toEqual([400, 'INVALID_INPUT', 'pod'])
})
