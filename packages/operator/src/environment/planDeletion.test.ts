import { annotations, environmentFinalizer } from '@catalyst/api/labels'
import type { Job } from '@catalyst/kubernetes-client'
import { describe, expect, test } from 'vitest'
import { environmentOf, namespaceOf, now, worldOf } from '../../test/builders.ts'
import { defaultSettings } from '../settings/defaultSettings.ts'
import type { Observed } from './Observed.ts'
import { planDeletion } from './planDeletion.ts'

const deletionTimestamp = '2026-01-01T11:59:00Z'
const going = (metadata: object = {}) => environmentOf({}, { metadata: { deletionTimestamp, ...metadata } })

test('its namespace goes first, by its uid', () => {
  const plan = planDeletion(worldOf(going(), { namespace: namespaceOf() }), { settings: defaultSettings })
  expect(plan).toMatchObject({
    deleteNamespace: { name: 'acme-shop-pr-1', uid: 'namespace-uid' },
    status: { phase: 'Deleting' },
  })
  expect(plan.finalizers).toBeUndefined()
})

describe('what is in its namespace', () => {
  const named = (name: string) => ({ metadata: { name } })
  const running = {
    deployments: [named('app'), { metadata: { name: 'going', deletionTimestamp } }],
    statefulSets: [named('data')],
    services: [named('app')],
    ingresses: [named('app')],
    pods: [],
  } as unknown as Observed['running']
  const job = { metadata: { name: 'deploy-pr-1-abcdef01-1', namespace: 'acme-shop' } } as Job
  const jobs = { all: [job], pods: [], isTerminating: false }
  const removed = (more: Partial<Observed>, options: object = {}) =>
    planDeletion(worldOf(going(), { running, jobs, ...more }), { settings: defaultSettings, ...options }).remove.map(
      ({ kind, name, namespace }) => `${kind} ${namespace}/${name}`,
    )

  test('goes before it in order: the way there, what deploys, what runs; services and data go with the namespace', () => {
    expect(removed({ namespace: namespaceOf() })).toEqual([
      'Ingress acme-shop-pr-1/app',
      'Job acme-shop/deploy-pr-1-abcdef01-1',
      'Deployment acme-shop-pr-1/app',
      'StatefulSet acme-shop-pr-1/data',
    ])
  })

  test.each([
    {
      when: 'the namespace is going',
      more: { namespace: namespaceOf({ deletionTimestamp: new Date(deletionTimestamp) as never }) },
      options: {},
      left: ['Job acme-shop/deploy-pr-1-abcdef01-1'],
    },
    { when: 'the cluster refuses it', more: { namespace: namespaceOf() }, options: { namespaceAlone: true }, left: [] },
  ])('is left to the namespace when $when', ({ more, options, left }) => {
    expect(removed(more, options)).toEqual(left)
  })
})

test('while the namespace goes it is waited for, with the reason that holds it', () => {
  const condition = { type: 'NamespaceFinalizersRemaining', status: 'True', message: 'Some content has finalizers: x' }
  const namespace = namespaceOf({ deletionTimestamp: new Date(deletionTimestamp) as never }, [condition])
  const plan = planDeletion(worldOf(going(), { namespace }), { settings: defaultSettings })
  expect(plan.deleteNamespace).toBeUndefined()
  expect(plan.finalizers).toBeUndefined()
  expect(plan.status?.conditions).toContainEqual(
    expect.objectContaining({
      type: 'Terminating',
      reason: 'NamespaceHeld',
      message:
        'Waiting until the namespace acme-shop-pr-1 is gone. Some content has finalizers: x. Whoever set that finalizer has to take it away; else remove the environment by force.',
    }),
  )
})

test('after five minutes somebody is told', () => {
  const since = new Date(now.getTime() - 301_000)
  const namespace = namespaceOf({ deletionTimestamp: since as never })
  expect(planDeletion(worldOf(going(), { namespace }), { settings: defaultSettings }).events).toMatchObject([
    { reason: 'DeletionStuck' },
  ])
})

test.each([
  ['the namespace is gone', undefined],
  ['the namespace of that name is of another one', namespaceOf({ annotations: { [annotations.environmentUid]: 'x' } })],
])('the finalizer goes when %s, and only ours', (_, namespace) => {
  const environment = going({ finalizers: ['other/one', environmentFinalizer] })
  const plan = planDeletion(worldOf(environment, { namespace }), { settings: defaultSettings })
  expect(plan.finalizers).toEqual(['other/one'])
  expect(plan.deleteNamespace).toBeUndefined()
})

test('by force it does not wait, and says what may be left', () => {
  const environment = going({ annotations: { [annotations.forceDelete]: 'true' } })
  const plan = planDeletion(worldOf(environment, { namespace: namespaceOf() }), { settings: defaultSettings })
  expect(plan).toMatchObject({
    finalizers: [],
    deleteNamespace: { name: 'acme-shop-pr-1' },
    events: [{ type: 'Warning', reason: 'ForceDeleted' }],
  })
})

test('an environment that only others hold needs nothing', () => {
  const plan = planDeletion(worldOf(going({ finalizers: ['other/one'] }), { namespace: namespaceOf() }), {
    settings: defaultSettings,
  })
  expect(plan).toEqual({ apply: [], remove: [], events: [] })
})

describe('a Helm release', () => {
  const status = {
    template: 'helm' as const,
    deployment: { revision: 'abcdef0123', jobName: 'deploy-pr-1-abcdef01-3', phase: 'Succeeded' as const },
  }
  const released = (metadata: object = {}) =>
    environmentOf({}, { metadata: { deletionTimestamp, ...metadata }, status })
  const name = 'remove-pr-1-abcdef01-4'
  const job = (more: object = {}) => ({ metadata: { name, uid: 'job', ownerReferences: [owner] }, ...more }) as Job
  const owner = { apiVersion: 'x/v1', kind: 'Environment', name: 'pr-1', uid: 'environment-uid' }
  const jobs = { all: [], pods: [], isTerminating: false }
  const find = (one: Job) => (reference: { kind: string; name: string }) =>
    reference.kind === 'Job' && reference.name === name ? one : undefined
  const world = (more: Partial<Observed> = {}) => worldOf(released(), { namespace: namespaceOf(), ...more })
  const end = (type: string) => ({
    status: { conditions: [{ type, status: 'True', lastTransitionTime: deletionTimestamp }] },
  })
  const plan = (observed: Observed, more: object = {}) => planDeletion(observed, { settings: defaultSettings, ...more })

  test('is uninstalled by a Job before its namespace goes, and says until when that is waited for', () => {
    const first = plan(world())
    expect(first.deleteNamespace).toBeUndefined()
    expect(first.begin).toMatchObject({ metadata: { name, labels: { 'catalyst.dev/job': 'remove' } } })
    expect(first.apply.map(({ kind }) => kind)).toEqual(['ServiceAccount', 'RoleBinding'])
    expect(first.status).toMatchObject({ phase: 'Deleting', message: expect.stringContaining('2026-01-01T12:11:00Z') })
    const waiting = plan(world({ find: find(job()), jobs: { ...jobs, all: [job()] } }))
    expect(waiting.begin ?? waiting.deleteNamespace).toBeUndefined()
  })

  test.each<[string, Partial<Observed>, string[]]>([
    ['it is uninstalled', { find: find(job(end('Complete'))) }, []],
    ['that failed', { find: find(job(end('Failed'))) }, ['UninstallFailed']],
    ['it takes too long', { find: find(job()), now: new Date('2026-01-01T12:11:00Z') }, ['UninstallTimedOut']],
    ['no Job can begin any more', { jobs: { ...jobs, isTerminating: true } }, []],
  ])('does not hold the deletion up when %s', (...[, more, told]) => {
    const next = plan(world(more))
    expect(next.deleteNamespace).toEqual({ name: 'acme-shop-pr-1', uid: 'namespace-uid' })
    expect(next.begin).toBeUndefined()
    expect(next.events.map(({ reason }) => reason)).toEqual(told)
  })

  test('is left to its namespace by force, and where its Job is refused', () => {
    const forced = released({ annotations: { [annotations.forceDelete]: 'true' } })
    for (const next of [plan(worldOf(forced, { namespace: namespaceOf() })), plan(world(), { namespaceAlone: true })]) {
      expect(next.begin).toBeUndefined()
      expect(next.deleteNamespace).toBeDefined()
    }
  })

  test('waits for the Job that installs it, which is ended', () => {
    const deploy = { metadata: { name: 'deploy-pr-1-abcdef01-3', namespace: 'acme-shop' } } as Job
    const next = plan(world({ jobs: { ...jobs, all: [deploy] } }))
    expect(next.begin).toBeUndefined()
    expect(next.remove).toMatchObject([{ kind: 'Job', name: 'deploy-pr-1-abcdef01-3', namespace: 'acme-shop' }])
  })
})
