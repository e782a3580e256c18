import { labels } from '@catalyst/api/labels'
import { parseQuantity } from '@catalyst/api/quantities'
import {
  createResourceClient,
  defineResource,
  deployments,
  environments,
  isForbidden,
  isNotFound,
  namespaces,
  networkPolicies,
  projects,
  resourceQuotas,
  roleBindings,
  secrets,
  services,
  type KubeConfig,
} from '@catalyst/kubernetes-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadKubeConfig } from '../cluster/loadKubeConfig.ts'
import { startTestCluster, type TestCluster } from '../cluster/startTestCluster.ts'
import { eventually } from './support/eventually.ts'
import { applyFolder, installDefinitions } from './support/installDefinitions.ts'
import { loadKubeConfigAs } from './support/loadKubeConfigAs.ts'
import { leaderElection, operatorAccount, runOperator } from './support/runOperator.ts'

let cluster: TestCluster
let kubeConfig: KubeConfig
/** With the rights that the operator ships with, and no others. */
let operatorConfig: KubeConfig
beforeAll(async () => {
  // Of its own: an operator works on every environment that it finds, and those of other tests are none of its business.
  cluster = await startTestCluster({ apiServerFlags: [] })
  await installDefinitions(cluster)
  await applyFolder(cluster, 'rbac')
  await applyFolder(cluster, 'policies')
  kubeConfig = await loadKubeConfig(cluster.kubeconfig)
  operatorConfig = await loadKubeConfigAs(cluster.kubeconfig, operatorAccount)
  await createResourceClient(namespaces, { kubeConfig }).apply({ metadata: { name: 'acme' } })
  const template = { type: 'prebuilt' as const, image: { repository: 'nginx', tag: '1' } }
  const templates = { development: template, deployment: template }
  const sources = [{ name: 'app', repositoryUrl: 'https://git.example.com/acme/shop.git' }]
  const spec = { sources, templates, resources: { cpu: '2000m', memory: '4096Mi' } }
  await createResourceClient(projects, { kubeConfig }).create({ metadata: { name: 'shop', namespace: 'acme' }, spec })
}, 120_000)
afterAll(() => cluster[Symbol.asyncDispose]())

const startOperator = () => runOperator(operatorConfig, { leaderElection: leaderElection() })

const reference = { namespace: 'acme-shop', name: 'pr-1' }
const home = 'acme-shop-pr-1'
const limitRanges = defineResource<{ metadata?: { name?: string; resourceVersion?: string } }>({
  group: '',
  version: 'v1',
  plural: 'limitranges',
  kind: 'LimitRange',
  namespaced: true,
})

/** Every object that the operator has made, with its version. */
async function versions(): Promise<Record<string, string | undefined>> {
  const kinds = [resourceQuotas, limitRanges, networkPolicies, roleBindings, services] as const
  const listed = await Promise.all(
    kinds.map(async (kind) => {
      const { items } = await createResourceClient(kind as typeof services, { kubeConfig }).list({
        namespace: home,
        labelSelector: labels.environment,
      })
      return items.map(({ metadata }) => [`${kind.kind}/${metadata?.name}`, metadata?.resourceVersion] as const)
    }),
  )
  const { metadata } = await createResourceClient(deployments, { kubeConfig }).get({ namespace: home, name: 'app' })
  // Its controller writes status, which moves the version and not the generation.
  return Object.fromEntries([...listed.flat(), ['Deployment/app', String(metadata?.generation)]])
}

test('an environment gets its namespace with all that holds in it, and what runs', async () => {
  await using running = startOperator()
  const spec = { projectRef: { name: 'shop', namespace: 'acme' } }
  const client = createResourceClient(environments, { kubeConfig })
  await eventually(() => client.create({ metadata: reference, spec }))
  await eventually(async () => {
    const { status } = await client.get(reference)
    expect(status).toMatchObject({ phase: 'Deploying', namespace: home, template: 'prebuilt' })
    // The last that there is to say of it on a cluster without nodes.
    expect(status?.message).toContain('No node takes its pod')
    expect(status?.conditions).toContainEqual(expect.objectContaining({ type: 'Deployed', status: 'True' }))
  })
  expect(Object.keys(await versions()).sort()).toEqual([
    'Deployment/app',
    'LimitRange/catalyst',
    'NetworkPolicy/allow-dns',
    'NetworkPolicy/allow-egress',
    'NetworkPolicy/allow-ingress-controller',
    'NetworkPolicy/allow-same-namespace',
    'NetworkPolicy/default-deny',
    'ResourceQuota/catalyst',
    'RoleBinding/catalyst-developer',
    'RoleBinding/catalyst-owner',
    'Service/app',
  ])
  expect(running.faults).toEqual([])
})

test('another operator finds nothing to write', async () => {
  const before = await versions()
  const environment = await createResourceClient(environments, { kubeConfig }).get(reference)
  await using running = startOperator()
  // It has passed over all of them when its queue has worked on something and rests.
  await eventually(async () => {
    const text = await running.operator.metrics.registry.metrics()
    expect(text).toMatch(
      /controller_runtime_reconcile_total\{controller="environment",result="(success|requeue_after)"\} [1-9]/,
    )
    expect(text).toMatch(/workqueue_depth\{name="environment"\} 0/)
    expect(text).toMatch(/controller_runtime_active_workers\{controller="environment"\} 0/)
  })
  expect(await versions()).toEqual(before)
  expect(await createResourceClient(environments, { kubeConfig }).get(reference)).toEqual(environment)
  expect(running.faults).toEqual([])
})

test('what somebody changes comes back', async () => {
  await using _running = startOperator()
  const quotas = createResourceClient(resourceQuotas, { kubeConfig })
  await quotas.patch({ namespace: home, name: 'catalyst' }, { spec: { hard: { 'limits.cpu': '64' } } })
  await eventually(async () => {
    const { spec } = await quotas.get({ namespace: home, name: 'catalyst' })
    expect(parseQuantity(spec?.hard?.['limits.cpu'] ?? '')).toBe(2)
  })
})

test('deleting it leaves nothing', async () => {
  await using running = startOperator()
  await createResourceClient(environments, { kubeConfig }).delete(reference)
  await eventually(() => leavesNothing(reference, home))
  expect(running.faults).toEqual([])
})

test('one of another type than development, which not everybody may change, comes and goes as well', async () => {
  await using running = startOperator()
  const staging = { namespace: 'acme-shop', name: 'staging' }
  const client = createResourceClient(environments, { kubeConfig })
  const spec = { projectRef: { name: 'shop', namespace: 'acme' }, type: 'deployment' }
  await client.create({ metadata: staging, spec })
  await eventually(async () => {
    expect((await client.get(staging)).status).toMatchObject({ phase: 'Deploying', namespace: 'acme-shop-staging' })
  })
  await client.delete(staging)
  await eventually(() => leavesNothing(staging, 'acme-shop-staging'))
  expect(running.faults).toEqual([])
})

test('it works with its own rights: it can not list Secrets, and binds no role but those that it hands out', async () => {
  const kubeConfig = operatorConfig
  await expect(createResourceClient(secrets, { kubeConfig }).list()).rejects.toSatisfy(isForbidden)
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' }
  const subjects = [{ kind: 'User', name: 'ada', apiGroup: 'rbac.authorization.k8s.io' }]
  const metadata = { name: 'too-much', namespace: 'acme' }
  const binding = createResourceClient(roleBindings, { kubeConfig }).create({ metadata, roleRef, subjects })
  await expect(binding).rejects.toSatisfy(isForbidden)
})

async function leavesNothing(environment: typeof reference, namespace: string): Promise<void> {
  const left = await Promise.all([
    createResourceClient(environments, { kubeConfig }).get(environment).catch(missing),
    createResourceClient(namespaces, { kubeConfig }).get({ name: namespace }).catch(missing),
  ])
  expect(left).toEqual(['missing', 'missing'])
}

function missing(error: unknown): 'missing' {
  if (isNotFound(error)) return 'missing'
  throw error
}
