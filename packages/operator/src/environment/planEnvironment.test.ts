import type { EnvironmentStatus } from '@catalyst/api'
import { annotations, environmentFinalizer } from '@catalyst/api/labels'
import type { Deployment } from '@catalyst/kubernetes-client'
import { describe, expect, test } from 'vitest'
import { environmentOf, holding, namespaceOf, now, projectOf, worldOf } from '../../test/builders.ts'
import type { DesiredObject } from '../objects/DesiredObject.ts'
import { defaultSettings } from '../settings/defaultSettings.ts'
import type { Observed } from './Observed.ts'
import type { Plan } from './Plan.ts'
import { planEnvironment } from './planEnvironment.ts'
import { planRefused } from './planRefused.ts'

const plan = (observed: Observed) => planEnvironment(observed, defaultSettings)
const named = ({ apply }: Plan) => apply.map(({ kind, metadata }) => `${kind}/${metadata.name}`)

/** Carries plans out in thought, until one asks for nothing. */
function settle(observed: Observed, settings = defaultSettings): { observed: Observed; plans: Plan[] } {
  const plans: Plan[] = []
  const objects: DesiredObject[] = []
  let world = observed
  for (let n = 0; n < 10; n++) {
    const next = planEnvironment(world, settings)
    if (next.apply.length === 0 && next.status === undefined) return { observed: world, plans }
    plans.push(next)
    objects.push(...next.apply)
    const status = next.status ?? world.environment.status
    world = holding({ ...world, environment: environmentOf(world.environment.spec, { status }) }, objects)
  }
  throw new Error('It does not come to rest.')
}

test('the finalizer comes before everything else', () => {
  const observed = worldOf(environmentOf({}, { metadata: { finalizers: ['other/one'] } }))
  expect(plan(observed)).toEqual({ finalizers: ['other/one', environmentFinalizer], apply: [], remove: [], events: [] })
})

test('first the namespace and what holds in it, then what runs, then nothing', () => {
  const { plans } = settle(worldOf(environmentOf()))
  expect(plans.map(named)).toEqual([
    [
      'Namespace/acme-shop-pr-1',
      'ResourceQuota/catalyst',
      'LimitRange/catalyst',
      'NetworkPolicy/default-deny',
      'NetworkPolicy/allow-same-namespace',
      'NetworkPolicy/allow-ingress-controller',
      'NetworkPolicy/allow-dns',
      'NetworkPolicy/allow-egress',
      'RoleBinding/catalyst-owner',
      'ServiceAccount/catalyst-developer',
      'RoleBinding/catalyst-developer',
    ],
    ['Deployment/app', 'Service/app'],
    [],
  ])
  expect(plans.map(({ status }) => status?.phase)).toEqual(['Initializing', 'Deploying', 'Ready'])
})

test('with an ingress controller its address leads to the service', () => {
  const ingress = { className: 'nginx', annotations: {}, tls: { secretName: undefined } }
  const settings = { ...defaultSettings, urlTemplate: 'https://{namespace}.preview.example.com/', ingress }
  const { observed, plans } = settle(worldOf(environmentOf()), settings)
  // By which others are kept from the host: an admission policy reads it there.
  const annotations = { 'catalyst.dev/host': 'acme-shop-pr-1.preview.example.com' }
  expect(observed.namespace?.metadata).toMatchObject({ annotations })
  expect(plans[1]?.apply).toMatchObject([
    { kind: 'Deployment' },
    { kind: 'Service' },
    {
      kind: 'Ingress',
      spec: {
        ingressClassName: 'nginx',
        rules: [{ host: 'acme-shop-pr-1.preview.example.com' }],
        tls: [{ hosts: ['acme-shop-pr-1.preview.example.com'] }],
      },
    },
  ])
})

test('what is no longer wanted is removed', () => {
  const { observed } = settle(worldOf(environmentOf()))
  const made = [
    { apiVersion: 'v1', kind: 'Service', name: 'app' },
    { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', name: 'app' },
  ]
  expect(plan({ ...observed, made }).remove).toEqual([made[1]])
})

describe('a namespace that is there already', () => {
  test.each([
    ['of another environment', { annotations: { [annotations.environmentUid]: 'other' } }],
    ['without any label', { labels: {}, annotations: {} }],
  ])('%s is not taken', (_, metadata) => {
    const result = plan(worldOf(environmentOf(), { namespace: namespaceOf(metadata) }))
    expect(result.apply).toEqual([])
    expect(result.status).toMatchObject({ phase: 'Failed' })
    expect(result.events).toMatchObject([{ reason: 'NamespaceTaken' }])
  })

  test('of one before that is going is waited for', () => {
    const metadata = { annotations: { [annotations.environmentUid]: 'old' }, deletionTimestamp: new Date() as never }
    const result = plan(worldOf(environmentOf(), { namespace: namespaceOf(metadata) }))
    expect(result).toMatchObject({ apply: [], status: { phase: 'Initializing' } })
  })
})

test('a template that this operator does not know is refused in words', () => {
  const project = projectOf({ templates: { development: { type: 'nix-flake' } } })
  const acceptance = { project, template: { type: 'nix-flake' as const } }
  const { plans } = settle(worldOf(environmentOf(), { acceptance }))
  expect(plans.at(-1)?.status).toMatchObject({
    phase: 'Failed',
    message:
      'This operator does not deploy templates of type nix-flake yet. Use one of helm, manifest, prebuilt in spec.templates of the Project.',
  })
})

test.each([
  ['ProjectNotFound', true, 'Pending'],
  ['WrongNamespace', false, 'Failed'],
])('%s is said once', (reason, waits, phase) => {
  const acceptance = { fault: { reason, message: 'Because.' }, waits }
  const first = plan(worldOf(environmentOf(), { acceptance }))
  expect(first).toMatchObject({ apply: [], status: { phase, message: 'Because.' }, events: [{ reason }] })
  const again = plan(worldOf(environmentOf({}, { status: first.status }), { acceptance }))
  expect(again).toEqual({ apply: [], remove: [], events: [], status: undefined })
})

test('a name that Kubernetes keeps for itself gets no rights by way of a project', () => {
  const access = [{ role: 'admin' as const, subjects: [{ kind: 'Group' as const, name: 'system:masters' }] }]
  const project = projectOf({ access })
  const template = { type: 'prebuilt' as const, image: { repository: 'nginx' } }
  const result = plan(worldOf(environmentOf(), { acceptance: { project, template } }))
  expect(result).toMatchObject({ apply: [], status: { phase: 'Failed' }, events: [{ reason: 'AccessInvalid' }] })
})

describe('where the project wants approvals', () => {
  const template = { type: 'prebuilt' as const, image: { repository: 'nginx', tag: '1' } }
  const project = projectOf({ templates: { deployment: template }, approval: { required: true } })
  const world = (spec: object, metadata: object = {}) =>
    worldOf(environmentOf({ type: 'deployment', ...spec }, { metadata }), { acceptance: { project, template } })
  const revisionIn = ({ observed }: ReturnType<typeof settle>) => observed.environment.status?.approval?.revision ?? ''

  test('nothing runs until the revision is approved, and the condition says how', () => {
    const settled = settle(world({}))
    const { plans, observed } = settled
    expect(plans.flatMap(named)).not.toContain('Deployment/app')
    const { status } = observed.environment
    expect(status).toMatchObject({
      phase: 'Pending',
      message: expect.stringContaining('the condition Approved says how'),
    })
    const approved = status?.conditions?.find(({ type }) => type === 'Approved')
    expect(approved).toMatchObject({ status: 'False', reason: 'ApprovalNeeded' })
    expect(approved?.message).toContain(`--overwrite ${annotations.approvedRevision}=${revisionIn(settled)}`)
    expect(plans.flatMap(({ events }) => events)).toHaveLength(1)

    const metadata = { annotations: { [annotations.approvedRevision]: revisionIn(settled) } }
    const environment = environmentOf({ type: 'deployment' }, { metadata, status })
    expect(named(plan({ ...observed, environment }))).toContain('Deployment/app')
  })

  test('what is going to be deployed is known while it waits, and is what runs once something runs', () => {
    const { observed } = settle(world({}))
    expect(observed.environment.status).toMatchObject({ phase: 'Pending', template: 'prebuilt' })
    const manifest = { type: 'manifest' as const, files: { 'a.yaml': '' } }
    const changed = { project: projectOf({ ...project.spec, templates: { deployment: manifest } }), template: manifest }
    expect(settle({ ...observed, acceptance: changed }).observed.environment.status?.template).toBe('manifest')
    const deployment = { revision: 'before', phase: 'Succeeded' as const }
    const environment = environmentOf(
      { type: 'deployment' },
      { status: { ...observed.environment.status, deployment } },
    )
    const running = settle({ ...observed, acceptance: changed, environment })
    expect(running.observed.environment.status?.template).toBe('prebuilt')
  })

  test('an approval is for what was approved: another image waits again, another try does not', () => {
    const asked = plan(settle(world({ config: { image: '1' } })).observed)
    expect(asked.apply).toEqual([])
    const settled = settle(world({ config: { image: '1' } }))
    const { observed } = settled
    const approvedRevision = revisionIn(settled)
    const metadata = { annotations: { [annotations.approvedRevision]: approvedRevision } }
    const with_ = (spec: object) =>
      plan({ ...observed, environment: environmentOf({ type: 'deployment', ...spec }, { metadata }) })
    expect(named(with_({ config: { image: '1' } }))).toContain('Deployment/app')
    expect(named(with_({ config: { image: '1' }, retryRequest: 'again' }))).toContain('Deployment/app')
    expect(named(with_({ config: { image: '2' } }))).toEqual([])
  })

  test('an approval is for one repository: another one in the project waits again', () => {
    const manifest = { type: 'manifest' as const, path: 'deploy' }
    const revisions = ['https://git.example.com/a', 'https://git.example.com/b'].map((repositoryUrl) => {
      const sources = [{ name: 'app', repositoryUrl }]
      const chosen = projectOf({ sources, templates: { deployment: manifest }, approval: { required: true } })
      const acceptance = { project: chosen, template: manifest }
      return revisionIn(settle(worldOf(environmentOf({ type: 'deployment' }), { acceptance })))
    })
    expect(revisions[0]).toMatch(/^[0-9a-f]{40}$/)
    expect(revisions[1]).not.toBe(revisions[0])
  })

  test('a revision can not be made to look like another: nobody finds two that share it', () => {
    expect(revisionIn(settle(world({})))).toMatch(/^[0-9a-f]{40}$/)
  })

  test('what no longer needs an approval does not say that it waits for one', () => {
    const { observed } = settle(world({}))
    const free = projectOf({ templates: { deployment: template } })
    const { plans } = settle({ ...observed, acceptance: { project: free, template } })
    expect(plans.at(-1)?.status?.phase).toBe('Ready')
    expect(plans.at(-1)?.status?.conditions?.map(({ type }) => type)).not.toContain('Approved')
  })

  test('environments of type development need none', () => {
    const acceptance = { project: projectOf({ approval: { required: true } }), template }
    const { plans } = settle(worldOf(environmentOf(), { acceptance }))
    expect(plans.flatMap(named)).toContain('Deployment/app')
  })
})

describe('what held in the namespace and no longer does', () => {
  const made = (kind: string, name: string) => ({ apiVersion: 'x/v1', kind, name })

  test('goes before anything else: rights first', () => {
    const { observed } = settle(worldOf(environmentOf()))
    const foundations = [
      made('NetworkPolicy', 'allow-dns'),
      made('ServiceAccount', 'somebody'),
      made('ServiceAccount', 'default'),
      made('RoleBinding', 'catalyst-deployer'),
      made('RoleBinding', 'catalyst-owner'),
      made('RoleBinding', 'catalyst-admin'),
    ]
    const next = plan({ ...observed, foundations })
    expect(next.apply).toEqual([])
    expect(next.remove.map(({ kind, name }) => `${kind}/${name}`)).toEqual([
      'RoleBinding/catalyst-deployer',
      'RoleBinding/catalyst-admin',
      'ServiceAccount/somebody',
    ])
  })

  test('copies of Secrets go when nobody needs them, and the namespace forgets them then', () => {
    const stale = [{ metadata: { name: 'preview' } }]
    const credentials = { secrets: [], account: undefined, stale }
    const noted = settle(worldOf(environmentOf(), { credentials }))
    const namespace = noted.plans[0]?.apply[0]
    expect(namespace?.metadata.annotations).toMatchObject({ 'catalyst.dev/copied-secrets': 'preview' })
    expect(plan(noted.observed).remove).toEqual([{ apiVersion: 'v1', kind: 'Secret', name: 'preview' }])
    const without = plan({ ...noted.observed, credentials: { ...credentials, stale: [] } })
    expect(named(without)).toEqual(['Namespace/acme-shop-pr-1'])
    expect(without.apply[0]?.metadata.annotations).not.toHaveProperty(['catalyst.dev/copied-secrets'])
  })
})

test('a project that wants it has the restricted standard enforced, and its prebuilt pods fit that', () => {
  const template = { type: 'prebuilt' as const, image: { repository: 'nginx', tag: '1' } }
  const project = projectOf({ podSecurity: 'restricted', templates: { development: template } })
  const { plans } = settle(worldOf(environmentOf(), { acceptance: { project, template } }))
  const applied = plans.flatMap(({ apply }) => apply)
  expect(applied[0]?.metadata.labels).toMatchObject({ 'pod-security.kubernetes.io/enforce': 'restricted' })
  const [pod] = applied.filter(({ kind }) => kind === 'Deployment').map((object) => object['spec'])
  expect(pod).toMatchObject({
    template: {
      spec: {
        containers: [
          {
            securityContext: {
              runAsNonRoot: true,
              capabilities: { drop: ['ALL'] },
              allowPrivilegeEscalation: false,
              seccompProfile: { type: 'RuntimeDefault' },
            },
          },
        ],
      },
    },
  })
  expect(JSON.stringify(pod)).not.toContain('runAsUser')
})

describe('another try of a prebuilt image', () => {
  const failing = (retryRequest: string, status: EnvironmentStatus) => {
    const { observed } = settle(worldOf(environmentOf()))
    const asked = { retryRequest }
    return { ...observed, environment: environmentOf(asked, { status: { ...observed.environment.status, ...status } }) }
  }

  test('is counted, and rolls out', () => {
    const next = plan(failing('x', { phase: 'Failed', attempts: 1 }))
    expect(named(next)).toEqual(['Deployment/app'])
    expect(next.status).toMatchObject({ attempts: 2, retryRequest: 'x', phase: 'Deploying' })
  })

  test('is not begun when three have been, and that is said', () => {
    const failed = { metadata: { name: 'app' }, status: { phase: 'Failed' } }
    const running = { ...worldOf(environmentOf()).running, pods: [failed] }
    const next = plan({ ...failing('x', { phase: 'Failed', attempts: 3 }), running })
    expect(next.apply).toEqual([])
    expect(next.status?.retryRequest).toBeUndefined()
    expect(next.status?.conditions).toContainEqual(
      expect.objectContaining({ type: 'Retrying', status: 'False', reason: 'AttemptsUsedUp' }),
    )
  })
})

describe('what is refused', () => {
  const error = new Error('The Deployment app is refused: no.')

  test('is tried three times, with pauses between, and then not before something changes', () => {
    let { observed } = settle(worldOf(environmentOf({ config: { image: '1' } })))
    const spec = { config: { image: '2' } }
    const at = (seconds: number) => new Date(observed.now.getTime() + seconds * 1000)
    const pass = (seconds: number) => {
      const next = plan({ ...observed, now: at(seconds) })
      if (next.apply.length === 0) return next
      const refused = planRefused({ ...observed, now: at(seconds) }, { error, plan: next, settings: defaultSettings })
      observed = { ...observed, environment: environmentOf(spec, { status: refused.status }) }
      return refused
    }
    observed = { ...observed, environment: environmentOf(spec, { status: observed.environment.status }) }
    expect(pass(0)).toMatchObject({ status: { phase: 'Failed', attempts: 1 }, requeueAfterMs: 30_000 })
    expect(pass(20)).toMatchObject({ apply: [], requeueAfterMs: 10_000 })
    expect(pass(30)).toMatchObject({ status: { attempts: 2 }, requeueAfterMs: 60_000 })
    expect(pass(90)).toMatchObject({ status: { attempts: 3 } })
    expect(observed.environment.status?.conditions).toContainEqual(
      expect.objectContaining({ type: 'Retrying', status: 'False', reason: 'AttemptsUsedUp' }),
    )
    expect(pass(100_000)).toEqual({ apply: [], remove: [], events: [] })
    const next = { config: { image: '3' } }
    observed = { ...observed, environment: environmentOf(next, { status: observed.environment.status }) }
    expect(pass(100_001)).toMatchObject({ status: { attempts: 1 } })
  })

  test('of its namespace is not asked for all the time either', () => {
    const observed = worldOf(environmentOf())
    const first = plan(observed)
    const refused = planRefused(observed, { error, plan: first, settings: defaultSettings })
    expect(refused).toMatchObject({ status: { phase: 'Failed', attempts: 1 }, requeueAfterMs: 30_000 })
    const environment = environmentOf({}, { status: refused.status })
    expect(plan({ ...observed, environment })).toMatchObject({ apply: [], requeueAfterMs: 30_000 })
    const later = new Date(now.getTime() + 30_000)
    expect(plan({ ...observed, environment, now: later }).apply).toEqual(first.apply)
  })
})

test('a rollout has its time, which is said; then it has failed', () => {
  const deployment = {
    metadata: { name: 'app', generation: 1 },
    spec: { replicas: 1 },
    status: { observedGeneration: 1 },
  } as Deployment
  const running = { ...worldOf(environmentOf()).running, deployments: [deployment] }
  const { observed } = settle(worldOf(environmentOf(), { running }))
  expect(observed.environment.status).toMatchObject({
    phase: 'Deploying',
    message: expect.stringContaining('It has time until 2026-01-01T12:10:00Z.'),
  })
  const { status } = plan({ ...observed, now: new Date('2026-01-01T12:10:00Z') })
  expect(status).toMatchObject({ phase: 'Failed', message: expect.stringContaining('push a commit or try again') })
})
