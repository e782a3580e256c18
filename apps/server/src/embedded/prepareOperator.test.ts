import { setTimeout as sleep } from 'node:timers/promises'
import type { Environment, KubernetesEvent, Pod } from '@catalyst/api'
import { annotations } from '@catalyst/api/labels'
import { startDemo, type Demo } from '@catalyst/testing/demo'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { prepareOperator } from './prepareOperator.ts'
import { seedSelfDeploy } from './seedSelfDeploy.ts'

const environments = 'environments.catalyst.catalyst.dev'
const storefront = 'acme-storefront'
const minute = 60_000

const told: string[] = []
const ignore = () => undefined
const tell = (_: object, message: string) => void told.push(message)
const logger = { debug: ignore, info: ignore, warn: tell, error: tell }
let demo: Demo

const api = () => demo.cluster.api
const read = (namespace: string, name: string) =>
  api().get(environments, { namespace, name }) as Environment | undefined
const phaseOf = (namespace: string, name: string) => read(namespace, name)?.status?.phase
const podsIn = (namespace: string) => api().list('pods', { namespace }) as unknown as Pod[]
const timeOf = (text: string | undefined) => Date.parse(text ?? '')

/** Lets time pass until something holds. */
async function until(holds: () => boolean, ms = 10 * minute): Promise<void> {
  for (let passed = 0; !holds(); passed += 500) {
    if (passed > ms) throw new Error('It does not come to hold in time.')
    await demo.cluster.clock.advance(500)
    // Whom the cluster serves works by the computer's time.
    await sleep(5)
  }
}

const create = (name: string, spec: object = {}) =>
  api().create(environments, {
    apiVersion: 'catalyst.catalyst.dev/v1alpha1',
    kind: 'Environment',
    metadata: { name, namespace: storefront },
    spec: { projectRef: { name: 'storefront', namespace: 'acme' }, ...spec },
  })

beforeAll(async () => {
  demo = await startDemo(prepareOperator({ port: 8080, logger }))
  demo.cluster.clock.stop()
}, 120_000)

afterAll(() => demo[Symbol.asyncDispose]())

describe('the environments of the demo', () => {
  test.each([
    { namespace: 'acme-storefront', name: 'production', phase: 'Ready' },
    { namespace: 'acme-storefront', name: 'staging', phase: 'Ready' },
    { namespace: 'acme-storefront', name: 'pr-128', phase: 'Ready' },
    { namespace: 'acme-storefront', name: 'pr-131', phase: 'Ready' },
    { namespace: 'acme-storefront', name: 'pr-117', phase: 'Failed', why: 'can not be pulled' },
    { namespace: 'acme-storefront', name: 'pr-98', phase: 'Deleting', why: 'backup.example.com/snapshot' },
    {
      namespace: 'acme-billing',
      name: 'production',
      phase: 'Pending',
      why: 'waits until somebody who may deploy approves it',
    },
    { namespace: 'acme-billing', name: 'staging', phase: 'Deploying', why: 'Waiting for app' },
    { namespace: 'acme-billing', name: 'pr-64', phase: 'Degraded', why: 'ended with exit code 1' },
    { namespace: 'acme-billing', name: 'pr-71', phase: 'Failed', why: 'ended with exit code 1' },
    { namespace: 'orbit-atlas', name: 'production', phase: 'Ready' },
    { namespace: 'orbit-atlas', name: 'terrain', phase: 'Failed', why: 'docker' },
    { namespace: 'orbit-atlas', name: 'load-test', phase: 'Failed', why: 'exceeded quota' },
  ])('$namespace/$name is $phase', ({ namespace, name, phase, why }) => {
    expect(phaseOf(namespace, name)).toBe(phase)
    const { message } = read(namespace, name)?.status ?? {}
    if (why === undefined) expect(message).toBeUndefined()
    else expect(message).toContain(why)
  })

  test('are as old as they say, and so is what became of them', () => {
    const { metadata, status } = read(storefront, 'pr-128') ?? {}
    const created = timeOf(metadata?.creationTimestamp)
    expect(demo.cluster.clock.now() - created).toBeGreaterThan(51 * 60 * minute)
    expect(timeOf(status?.readyAt) - created).toBeLessThan(minute)
    const ready = status?.conditions?.find(({ type }) => type === 'Ready')
    expect(timeOf(ready?.lastTransitionTime) - created).toBeLessThan(minute)
    for (const pod of podsIn('acme-storefront-pr-128'))
      expect(timeOf(pod.metadata.creationTimestamp) - created).toBeLessThan(minute)
  })

  test('have the Events of the last hour', () => {
    const events = api().list('events') as unknown as KubernetesEvent[]
    expect(events.length).toBeGreaterThan(0)
    const told = events.map(({ lastTimestamp, metadata }) => timeOf(lastTimestamp ?? metadata.creationTimestamp))
    expect(demo.cluster.clock.now() - Math.min(...told)).toBeLessThan(61 * minute)
  })

  test('have an address where they are Ready', () => {
    expect(read(storefront, 'pr-128')?.status?.url).toBe('http://acme-storefront-pr-128.localhost:8080/')
  })
})

describe('the operator on the demo', () => {
  test('walks a new environment to Ready, within a quota', async () => {
    const seen: string[] = []
    using _watch = api().watch(environments, ({ object }) => {
      const { phase = 'Pending' } = (object as unknown as Environment).status ?? {}
      if (object.metadata.name === 'mine' && seen.at(-1) !== phase) seen.push(phase)
    })
    await create('mine')
    await until(() => phaseOf(storefront, 'mine') === 'Ready')
    expect(seen).toEqual(['Pending', 'Initializing', 'Deploying', 'Ready'])
    expect(api().get('resourcequotas', { namespace: 'acme-storefront-mine', name: 'catalyst' })).toBeDefined()
  })

  test('writes nothing while nothing changes', async () => {
    const before = read(storefront, 'mine')?.metadata.resourceVersion
    await demo.cluster.clock.advance(2 * minute)
    expect(read(storefront, 'mine')?.metadata.resourceVersion).toBe(before)
  })

  test('fails one whose image was never pushed, and mends it with the next commit', async () => {
    const { sources: broken } = read(storefront, 'pr-117')?.spec ?? {}
    const { sources: good } = read(storefront, 'pr-128')?.spec ?? {}
    const ref = { namespace: storefront, name: 'mine' }
    await api().patch(environments, ref, { spec: { sources: broken } })
    await until(() => phaseOf(storefront, 'mine') === 'Failed')
    await api().patch(environments, ref, { spec: { sources: good } })
    await until(() => phaseOf(storefront, 'mine') === 'Ready')
  })

  test.each(['retryRequest', 'restartRequest'] as const)('starts a crashing one anew on a %s', async (field) => {
    const namespace = 'acme-billing-pr-71'
    const before = podsIn(namespace).map(({ metadata }) => metadata.uid)
    await api().patch(environments, { namespace: 'acme-billing', name: 'pr-71' }, { spec: { [field]: field } })
    await until(() => podsIn(namespace).some(({ metadata }) => !before.includes(metadata.uid)))
    await until(() => phaseOf('acme-billing', 'pr-71') === 'Failed')
    expect(read('acme-billing', 'pr-71')?.status?.[field]).toBe(field)
  })

  test.each([
    ['pr-71', 'Failed'],
    ['pr-64', 'Degraded'],
  ])(
    'leaves %s %s while it is started again and again',
    async (name, phase) => {
      const seen = new Set<string | undefined>()
      using _watch = api().watch(environments, ({ object }) => {
        if (object.metadata.name === name) seen.add((object as unknown as Environment).status?.phase)
      })
      const restarts = () =>
        podsIn(`acme-billing-${name}`).reduce(
          (sum, { status }) => sum + (status?.containerStatuses?.[0]?.restartCount ?? 0),
          0,
        )
      const before = restarts()
      await until(() => restarts() > before + 1, 30 * minute)
      expect([...seen].filter((one) => one !== phase)).toEqual([])
    },
    30_000,
  )

  test('mends a degraded one that gets the variable it needs', async () => {
    const ref = { namespace: 'acme-billing', name: 'pr-64' }
    await api().patch(environments, ref, { spec: { config: { envVars: { SEPA_CREDITOR_ID: 'DE98ZZZ09999999999' } } } })
    await until(() => phaseOf('acme-billing', 'pr-64') === 'Ready')
    await demo.cluster.clock.advance(2 * minute)
    expect(phaseOf('acme-billing', 'pr-64')).toBe('Ready')
  })

  test('deploys to production once somebody approves it', async () => {
    const ref = { namespace: 'acme-billing', name: 'production' }
    const revision = read('acme-billing', 'production')?.status?.approval?.revision
    await api().patch(environments, ref, { metadata: { annotations: { [annotations.approvedRevision]: revision } } })
    await until(() => phaseOf('acme-billing', 'production') === 'Ready')
  })

  test('brings manifests by a Job, and refuses what an environment must not have', async () => {
    const apps = podsIn('orbit-atlas-production').map(({ metadata }) => metadata.labels?.['app'])
    expect(apps.sort()).toEqual(['site', 'site', 'tiles'])
    const project = { namespace: 'orbit', name: 'atlas' }
    const role = 'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: { name: more }\nrules: []\n'
    const files = { 'role.yaml': role }
    await api().patch('projects.catalyst.catalyst.dev', project, { spec: { templates: { deployment: { files } } } })
    const message = () => read('orbit-atlas', 'production')?.status?.message ?? ''
    await until(() => message().includes('Role'))
    expect(api().get('roles.rbac.authorization.k8s.io', { namespace: 'orbit-atlas-production', name: 'more' })).toBe(
      undefined,
    )
    expect(podsIn('orbit-atlas-production').length).toBe(3)
    const mended = { spec: { templates: { deployment: { files: { 'role.yaml': null } } } } }
    await api().patch('projects.catalyst.catalyst.dev', project, mended)
    await until(() => phaseOf('orbit-atlas', 'production') === 'Ready')
  })

  test('ends the rollout of the large image', async () => {
    await until(() => phaseOf('acme-billing', 'staging') === 'Ready', 30 * minute)
  }, 60_000)

  test('deploys Catalyst itself, once that is asked for', async () => {
    const project = { namespace: 'platform', name: 'catalyst' }
    expect(api().get('projects.catalyst.catalyst.dev', project)).toBeUndefined()
    await seedSelfDeploy(demo.cluster)
    for (const name of ['production', 'development']) {
      await until(() => phaseOf('platform-catalyst', name) === 'Ready')
      const [pod] = podsIn(`platform-catalyst-${name}`)
      expect(pod?.spec?.containers.map(({ image }) => image)).toEqual(['docker.io/catalyst/server:latest'])
    }
  })

  test('takes a deleted one away with all that it had', async () => {
    await api().delete(environments, { namespace: storefront, name: 'mine' })
    await until(() => read(storefront, 'mine') === undefined)
    expect(api().get('namespaces', { name: 'acme-storefront-mine' })).toBeUndefined()
    expect(podsIn('acme-storefront-mine')).toEqual([])
  })

  test('lets a stuck one go when that is forced', async () => {
    const ref = { namespace: storefront, name: 'pr-98' }
    expect(read(storefront, 'pr-98')).toBeDefined()
    await api().patch(environments, ref, { metadata: { annotations: { [annotations.forceDelete]: 'true' } } })
    await until(() => read(storefront, 'pr-98') === undefined)
  })

  test('has complained about nothing on the way', () => {
    expect(told).toEqual([])
  })
})
