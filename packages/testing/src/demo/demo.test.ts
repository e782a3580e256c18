import type { Environment, Pod } from '@catalyst/api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createClock } from '../cluster/clock/createClock.ts'
import { startDemo, type Demo } from './startDemo.ts'

const environments = 'environments.catalyst.catalyst.dev'
const storefront = 'acme-storefront'
const minute = 60_000

const clock = createClock({ now: Date.UTC(2026, 0, 2, 12), stopped: true })
const errors: unknown[] = []
let demo: Demo

const api = () => demo.cluster.api
const read = (namespace: string, name: string) =>
  api().get(environments, { namespace, name }) as Environment | undefined
const phaseOf = (namespace: string, name: string) => read(namespace, name)?.status?.phase
const conditionOf = (environment: Environment | undefined, type: string) =>
  environment?.status?.conditions?.find((one) => one.type === type)
const podsIn = (namespace: string) => api().list('pods', { namespace }) as unknown as Pod[]

/** Lets time pass until something holds. */
async function until(holds: () => boolean, ms = 5 * minute): Promise<void> {
  for (let passed = 0; !holds(); passed += 500) {
    if (passed > ms) throw new Error('It does not come to hold in time.')
    await clock.advance(500)
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
  demo = await startDemo({ clock, seed: 'test', activity: false, onError: (error) => errors.push(error) })
  await clock.advance(3 * minute)
}, 60_000)

afterAll(() => demo[Symbol.asyncDispose]())

describe('the environments of the demo', () => {
  test.each([
    [storefront, 'production', 'Ready'],
    [storefront, 'staging', 'Ready'],
    [storefront, 'pr-128', 'Ready'],
    [storefront, 'pr-131', 'Ready'],
    [storefront, 'pr-117', 'Failed'],
    [storefront, 'pr-98', 'Deleting'],
    ['acme-billing', 'production', 'Pending'],
    ['acme-billing', 'staging', 'Deploying'],
    ['acme-billing', 'pr-64', 'Degraded'],
    ['acme-billing', 'pr-71', 'Building'],
    ['orbit-atlas', 'production', 'Ready'],
    ['orbit-atlas', 'terrain', 'Ready'],
    ['orbit-atlas', 'load-test', 'Degraded'],
  ])('%s/%s is %s', (namespace, name, phase) => {
    expect(phaseOf(namespace, name)).toBe(phase)
  })

  test('one that is Ready has an address, commits and pods that are ready', () => {
    const { spec, status } = read(storefront, 'pr-128') ?? {}
    expect(status?.url).toMatch(/^http:\/\/acme-storefront-pr-128\.localhost:\d+\/$/)
    expect(status?.sources?.map(({ commitSha }) => commitSha)).toEqual(spec?.sources?.map(({ commitSha }) => commitSha))
    expect(status?.detected).toEqual({ type: 'node', command: 'npm run dev' })
    const running = podsIn('acme-storefront-pr-128').filter((pod) => pod.status?.phase === 'Running')
    expect(running.map((pod) => pod.metadata.name.replace(/-.*/, '')).sort()).toEqual(['api', 'postgres', 'web'])
  })

  test('one whose quota is used up says so', () => {
    const condition = conditionOf(read('orbit-atlas', 'load-test'), 'Degraded')
    expect(condition).toMatchObject({ status: 'True', reason: 'QuotaExceeded' })
    expect(condition?.message).toContain('exceeded quota')
  })

  test('one without a detected type runs a bare container', () => {
    const { status } = read('orbit-atlas', 'terrain') ?? {}
    expect(status?.detected).toBeUndefined()
    expect(status?.message).toContain('No project type detected')
  })

  test('one that is being deleted says what holds it', () => {
    expect(read(storefront, 'pr-98')?.status?.message).toContain('backup.example.com/snapshot')
  })
})

describe('the operator', () => {
  test('a new environment walks to Ready', async () => {
    const seen: (string | undefined)[] = []
    using _watch = api().watch(environments, ({ object }) => {
      const { phase } = (object as unknown as Environment).status ?? {}
      if (object.metadata.name === 'mine' && seen.at(-1) !== phase) seen.push(phase)
    })
    await create('mine')
    await until(() => phaseOf(storefront, 'mine') === 'Ready')
    expect(seen).toEqual(['Pending', 'Initializing', 'Building', 'Deploying', 'Ready'])
    expect(api().get('resourcequotas', { namespace: 'acme-storefront-mine', name: 'catalyst' })).toBeDefined()
  })

  test('it writes nothing while nothing changes', async () => {
    const before = read(storefront, 'mine')?.metadata.resourceVersion
    await clock.advance(2 * minute)
    expect(read(storefront, 'mine')?.metadata.resourceVersion).toBe(before)
  })

  test('a workload that somebody takes away comes back', async () => {
    const ref = { namespace: 'acme-storefront-mine', name: 'web' }
    const { uid } = api().get('deployments.apps', ref)?.metadata ?? {}
    await api().delete('deployments.apps', ref)
    await until(() => ![undefined, uid].includes(api().get('deployments.apps', ref)?.metadata.uid))
    await until(() => phaseOf(storefront, 'mine') === 'Ready')
  })

  test('a commit that does not compile fails it, and the next one mends it', async () => {
    const { sources: broken } = read(storefront, 'pr-117')?.spec ?? {}
    const { sources: good } = read(storefront, 'pr-128')?.spec ?? {}
    const ref = { namespace: storefront, name: 'mine' }
    await api().patch(environments, ref, { spec: { sources: broken } })
    await until(() => phaseOf(storefront, 'mine') === 'Failed')
    expect(read(storefront, 'mine')?.status?.message).toContain('The build of web')
    await api().patch(environments, ref, { spec: { sources: good } })
    await until(() => phaseOf(storefront, 'mine') === 'Ready')
  })

  test('a retry of a failed build is another attempt', async () => {
    const ref = { namespace: storefront, name: 'pr-117' }
    await api().patch(environments, ref, { spec: { retryRequest: 'again' } })
    await until(() => phaseOf(storefront, 'pr-117') === 'Building')
    await until(() => phaseOf(storefront, 'pr-117') === 'Failed')
    expect(read(storefront, 'pr-117')?.status).toMatchObject({ attempts: 2, retryRequest: 'again' })
  })

  test('an image that is nowhere fails the deployment', async () => {
    await api().create(environments, {
      apiVersion: 'catalyst.catalyst.dev/v1alpha1',
      kind: 'Environment',
      metadata: { name: 'wrong', namespace: 'orbit-atlas' },
      spec: { projectRef: { name: 'atlas' }, type: 'deployment', config: { image: 'nowhere.invalid/atlas:1' } },
    })
    await until(() => phaseOf('orbit-atlas', 'wrong') === 'Failed')
    expect(read('orbit-atlas', 'wrong')?.status?.message).toContain('nowhere.invalid/atlas:1 can not be pulled')
  })

  test('what was missing, once it is given, mends a degraded one', async () => {
    const ref = { namespace: 'acme-billing', name: 'pr-64' }
    expect(read('acme-billing', 'pr-64')?.status?.message).toContain('exit code 1')
    await api().patch(environments, ref, { spec: { config: { envVars: { SEPA_CREDITOR_ID: 'DE98ZZZ09999999999' } } } })
    await until(() => phaseOf('acme-billing', 'pr-64') === 'Ready')
  })

  test('a restart runs the dev command again', async () => {
    const before = podsIn('acme-storefront-mine').map((pod) => pod.metadata.name)
    await api().patch(environments, { namespace: storefront, name: 'mine' }, { spec: { restartRequest: '1' } })
    await until(() =>
      podsIn('acme-storefront-mine').some(
        (pod) => pod.metadata.name.startsWith('web-') && !before.includes(pod.metadata.name),
      ),
    )
    await until(() => phaseOf(storefront, 'mine') === 'Ready')
    expect(read(storefront, 'mine')?.status?.restartRequest).toBe('1')
  })

  test('production runs once somebody approves', async () => {
    const ref = { namespace: 'acme-billing', name: 'production' }
    await api().patch(environments, ref, { metadata: { annotations: { 'catalyst.dev/approved': 'ada' } } })
    await until(() => phaseOf('acme-billing', 'production') === 'Ready')
  })

  test('a project that nobody prepared works too', async () => {
    await api().create('namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'acme-notes' } })
    await api().create('projects.catalyst.catalyst.dev', {
      apiVersion: 'catalyst.catalyst.dev/v1alpha1',
      kind: 'Project',
      metadata: { name: 'notes', namespace: 'acme' },
      spec: {
        sources: [{ name: 'app', repositoryUrl: 'https://git.example.com/acme/notes.git' }],
        templates: { development: { type: 'docker' } },
      },
    })
    await api().create(environments, {
      apiVersion: 'catalyst.catalyst.dev/v1alpha1',
      kind: 'Environment',
      metadata: { name: 'first', namespace: 'acme-notes' },
      spec: { projectRef: { name: 'notes', namespace: 'acme' }, sources: [{ name: 'app', branch: 'main' }] },
    })
    await until(() => phaseOf('acme-notes', 'first') === 'Ready')
  })

  test('a deleted one is gone with all that it had', async () => {
    await api().delete(environments, { namespace: storefront, name: 'mine' })
    await until(() => read(storefront, 'mine') === undefined)
    expect(api().get('namespaces', { name: 'acme-storefront-mine' })).toBeUndefined()
    expect(podsIn('acme-storefront-mine')).toEqual([])
  })

  test('one that is stuck goes when that is forced', async () => {
    const ref = { namespace: storefront, name: 'pr-98' }
    expect(read(storefront, 'pr-98')).toBeDefined()
    await api().patch(environments, ref, { metadata: { annotations: { 'catalyst.dev/force-delete': 'true' } } })
    await until(() => read(storefront, 'pr-98') === undefined)
  })

  test('nothing went wrong on the way', () => {
    expect(errors).toEqual([])
  })
})

test('by itself it begins with a past: what is days old was settled days ago', async () => {
  await using own = await startDemo({ activity: false, past: 60_000 })
  const environment = own.cluster.api.get(environments, { namespace: storefront, name: 'pr-128' }) as
    Environment | undefined
  expect(environment?.status?.phase).toBe('Ready')
  const { lastTransitionTime = '' } = conditionOf(environment, 'Ready') ?? {}
  const created = Date.parse(environment?.metadata.creationTimestamp ?? '')
  expect(Date.now() - created).toBeGreaterThan(48 * 60 * minute)
  expect(Date.parse(lastTransitionTime) - created).toBeLessThan(minute)
  expect(own.cluster.clock.isStopped).toBe(false)
}, 30_000)
