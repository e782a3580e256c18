import type { Pod } from '@catalyst/api'
import {
  createResourceClient,
  environments,
  isNotFound,
  jobs,
  namespaces,
  pods,
  projects,
  services,
  type KubeConfig,
} from '@catalyst/kubernetes-client'
import { orderVariable, type DeploymentOrder, type DeploymentResult } from '@catalyst/operator/deployment'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadKubeConfig } from '../cluster/loadKubeConfig.ts'
import { startTestCluster, type TestCluster } from '../cluster/startTestCluster.ts'
import { eventually } from './support/eventually.ts'
import { applyFolder, installDefinitions } from './support/installDefinitions.ts'
import { loadKubeConfigAs } from './support/loadKubeConfigAs.ts'
import { operatorAccount, runOperator, type RunningOperator } from './support/runOperator.ts'

let cluster: TestCluster
let kubeConfig: KubeConfig
let operator: RunningOperator
const home = 'acme-jobs'
const account = 'system:serviceaccount:acme-jobs:deployer-pr-1'

beforeAll(async () => {
  // Of its own, and without a node: what kubelet would do with the pods of Jobs is done here.
  cluster = await startTestCluster({ apiServerFlags: [] })
  await installDefinitions(cluster)
  await applyFolder(cluster, 'rbac')
  await applyFolder(cluster, 'policies')
  kubeConfig = await loadKubeConfig(cluster.kubeconfig)
  await createResourceClient(namespaces, { kubeConfig }).apply({ metadata: { name: 'acme' } })
  const templates = {
    development: { type: 'manifest' as const, path: 'deploy' },
    chart: { type: 'helm' as const, path: 'chart' },
  }
  const sources = [{ name: 'app', repositoryUrl: 'https://git.example.com/acme/jobs.git' }]
  const project = { metadata: { name: 'jobs', namespace: 'acme' }, spec: { sources, templates } }
  await createResourceClient(projects, { kubeConfig }).create(project)
  operator = await startOperator()
}, 120_000)
afterAll(async () => {
  await operator[Symbol.asyncDispose]()
  await cluster[Symbol.asyncDispose]()
})

/** With the rights that it ships with, and no others. */
async function startOperator(): Promise<RunningOperator> {
  return runOperator(await loadKubeConfigAs(cluster.kubeconfig, operatorAccount))
}

/** The one pod of a Job, once there is one, with the order that it was given. */
async function waitForPod(job: string | undefined): Promise<{ pod: Pod; order: DeploymentOrder }> {
  return eventually(async () => {
    const labelSelector = `batch.kubernetes.io/job-name=${job}`
    const { items } = await createResourceClient(pods, { kubeConfig }).list({ namespace: home, labelSelector })
    expect(items).toHaveLength(1)
    const [pod] = items as [Pod]
    const variables = pod.spec?.containers[0]?.['env'] as { name: string; value: string }[]
    const order = variables.find(({ name }) => name === orderVariable)?.value ?? ''
    return { pod, order: JSON.parse(order) as DeploymentOrder }
  })
}

/** Ends a pod as kubelet does, with what its program has left to say. */
async function end({ metadata: { name } }: Pod, result: DeploymentResult): Promise<void> {
  const finishedAt = new Date().toISOString().replace(/\.\d+Z$/, 'Z')
  const terminated = { exitCode: result.ok ? 0 : 1, startedAt: finishedAt, finishedAt, message: JSON.stringify(result) }
  const image = { image: 'x', imageID: '', ready: false, restartCount: 0 }
  const containerStatuses = [{ name: 'deployer', ...image, state: { terminated } }]
  const status = { phase: result.ok ? 'Succeeded' : 'Failed', containerStatuses }
  await createResourceClient(pods, { kubeConfig }).patchStatus({ namespace: home, name }, { status })
}

const client = () => createResourceClient(environments, { kubeConfig })

async function make(name: string, spec: object = {}) {
  const projectRef = { name: 'jobs', namespace: 'acme' }
  await eventually(() => client().apply({ metadata: { name, namespace: home }, spec: { projectRef, ...spec } }))
}

async function until(name: string, status: object) {
  return eventually(async () => {
    const environment = await client().get({ namespace: home, name })
    expect(environment.status).toMatchObject(status)
    return environment
  })
}

const mayI = (args: readonly string[]) =>
  cluster.kubectl(['auth', 'can-i', ...args, `--as=${account}`]).catch(() => 'no')

test('manifests are deployed by a Job whose account has rights in one namespace, and its words become the status', async () => {
  await make('pr-1')
  const begun = await until('pr-1', { phase: 'Deploying', deployment: { phase: 'Running' } })
  const { pod, order } = await waitForPod(begun.status?.deployment?.jobName)
  expect(order).toMatchObject({ action: 'apply', type: 'manifest', namespace: 'acme-jobs-pr-1', path: 'deploy' })
  for (const [answer, args] of [
    ['yes', ['create', 'deployments.apps', '--namespace=acme-jobs-pr-1']],
    ['yes', ['patch', 'secrets', '--namespace=acme-jobs-pr-1']],
    ['no', ['create', 'rolebindings.rbac.authorization.k8s.io', '--namespace=acme-jobs-pr-1']],
    ['no', ['patch', 'resourcequotas', '--namespace=acme-jobs-pr-1']],
    ['no', ['patch', 'networkpolicies.networking.k8s.io', '--namespace=acme-jobs-pr-1']],
    ['no', ['get', 'secrets', `--namespace=${home}`]],
    ['no', ['create', 'deployments.apps', '--namespace=default']],
    ['no', ['create', 'namespaces']],
  ] as const)
    expect([args, (await mayI(args)).trim()]).toEqual([args, answer])
  const spec = { selector: { app: 'web' }, ports: [{ port: 80 }] }
  const metadata = { name: 'web', namespace: order.namespace, labels: order.labels }
  await createResourceClient(services, { kubeConfig }).apply({ metadata, spec })
  const objects = [{ kind: 'Service', name: 'web' }]
  await end(pod, { ok: true, reason: 'Deployed', message: 'One object applied.', commitSha: 'a'.repeat(40), objects })
  const { status } = await until('pr-1', { phase: 'Ready', deployment: { phase: 'Succeeded', objects } })
  expect(status?.sources).toEqual([{ name: 'app', commitSha: 'a'.repeat(40) }])
})

test('another operator runs nothing again and writes nothing', async () => {
  const before = await client().get({ namespace: home, name: 'pr-1' })
  await operator[Symbol.asyncDispose]()
  expect(operator.faults).toEqual([])
  operator = await startOperator()
  await make('pr-2')
  await until('pr-2', { phase: 'Deploying', deployment: { phase: 'Running' } })
  expect(await client().get({ namespace: home, name: 'pr-1' })).toEqual(before)
})

test('a newer commit ends the older Job, and its pod with it, before its own begins', async () => {
  await make('pr-3', { sources: [{ name: 'app', commitSha: 'a'.repeat(40) }] })
  const first = await until('pr-3', { deployment: { phase: 'Running' } })
  const { pod } = await waitForPod(first.status?.deployment?.jobName)
  await make('pr-3', { sources: [{ name: 'app', commitSha: 'b'.repeat(40) }] })
  const next = await eventually(async () => {
    const { status } = await client().get({ namespace: home, name: 'pr-3' })
    expect(status?.deployment?.jobName).not.toBe(first.status?.deployment?.jobName)
    return status?.deployment?.jobName
  })
  expect((await waitForPod(next)).order.source?.commitSha).toBe('b'.repeat(40))
  const gone = createResourceClient(pods, { kubeConfig }).get({ namespace: home, name: pod.metadata.name })
  await expect(gone).rejects.toSatisfy(isNotFound)
})

test('a release that can not be installed fails in its words, and is uninstalled before its namespace goes', async () => {
  await make('staging', { type: 'chart' })
  const { status } = await until('staging', { deployment: { phase: 'Running' } })
  const message = 'chart/templates/web.yaml: nil pointer evaluating interface {}.image'
  await end((await waitForPod(status?.deployment?.jobName)).pod, { ok: false, reason: 'RenderFailed', message })
  await until('staging', { phase: 'Failed', message, attempts: 1 })
  await client().delete({ namespace: home, name: 'staging' })
  await until('staging', { phase: 'Deleting', message: expect.stringContaining('uninstalls its release') })
  const removal = await eventually(async () => {
    const selected = { namespace: home, labelSelector: 'catalyst.dev/job=remove' }
    const { items } = await createResourceClient(jobs, { kubeConfig }).list(selected)
    expect(items).toHaveLength(1)
    return items[0]?.metadata?.name
  })
  const { pod, order } = await waitForPod(removal)
  expect(order).toMatchObject({ action: 'remove', type: 'helm', namespace: 'acme-jobs-staging', name: 'staging' })
  await end(pod, { ok: true, reason: 'Removed', message: 'Nothing is left.' })
  await eventually(() => expect(client().get({ namespace: home, name: 'staging' })).rejects.toSatisfy(isNotFound))
  const namespace = createResourceClient(namespaces, { kubeConfig }).get({ name: 'acme-jobs-staging' })
  await expect(namespace).rejects.toSatisfy(isNotFound)
  expect(operator.faults).toEqual([])
})
