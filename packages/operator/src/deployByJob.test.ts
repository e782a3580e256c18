import {
  createResourceClient,
  isNotFound,
  jobs,
  namespaces,
  roleBindings,
  secrets,
  serviceAccounts,
  services,
  type Secret,
} from '@catalyst/kubernetes-client'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { playDeployer } from '../test/playDeployer.ts'
import { startWorld, type World } from '../test/startWorld.ts'
import type { DeploymentOrder } from './deployment/deploymentOrderSchema.ts'
import { defaultSettings } from './settings/defaultSettings.ts'

const deployer = playDeployer('registry.example.com/catalyst')
const auths = '{"auths":{"registry.example.com":{}}}'
const base64 = (text: string) => Buffer.from(text).toString('base64')
const commitSha = 'a'.repeat(40)
let world: World

beforeAll(async () => {
  const image = 'registry.example.com/catalyst:1'
  const names = ['registry', 'gone', 'token']
  const pullSecrets = names.map((name) => ({ namespace: 'catalyst-system', name }))
  const settings = { deployer: { ...defaultSettings.deployer, image, pullSecrets } }
  world = await startWorld(settings, { images: [deployer.image] })
  const secret = (name: string, more: Partial<Secret>) =>
    client(secrets).apply({ metadata: { name, namespace: 'catalyst-system' }, ...more })
  await secret('registry', { type: 'kubernetes.io/dockerconfigjson', data: { '.dockerconfigjson': base64(auths) } })
  await secret('token', { type: 'Opaque', data: { token: base64('hunter2') } })
})
afterAll(() => world[Symbol.asyncDispose]())
beforeEach(() => {
  deployer.orders.length = 0
})

const eventually = <T>(look: () => Promise<T>) => vi.waitFor(look, { timeout: 10_000, interval: 50 })
const client = <T, TInput>(resource: Parameters<typeof createResourceClient<T, TInput>>[0]) =>
  createResourceClient(resource, { kubeConfig: world.kubeConfig })
const manifest = { type: 'manifest' as const, path: 'deploy' }
const helm = { type: 'helm' as const, path: 'chart', values: { image: { tag: '1' } } }

/** Makes what an order might bring: a Service. */
async function bring({ namespace, labels }: DeploymentOrder) {
  const metadata = { name: 'web', namespace, labels }
  const spec = { selector: { app: 'web' }, ports: [{ name: 'http', port: 80 }] }
  await client(services).apply({ metadata, spec })
  const objects = [{ kind: 'Service', name: 'web' }]
  return { ok: true, reason: 'Deployed', message: 'One object is applied.', commitSha, objects }
}

async function jobsOf(project: string) {
  return (await client(jobs).list({ namespace: `acme-${project}` })).items.map(({ metadata }) => metadata?.name)
}

test('a Job with rights in one namespace deploys manifests, and its result is what the status says', async () => {
  deployer.play(bring)
  await world.project('plain', { templates: { development: manifest } })
  const config = { envVars: { GREETING: 'hello' } }
  await world.environment('plain', 'pr-1', { sources: [{ name: 'app', branch: 'main' }], config })
  const { status, metadata } = await world.until('plain', 'pr-1', 'Ready')
  expect(deployer.orders).toMatchObject([
    {
      action: 'apply',
      type: 'manifest',
      namespace: 'acme-plain-pr-1',
      name: 'pr-1',
      host: 'acme-plain-pr-1.localhost',
      path: 'deploy',
      source: { name: 'app', repositoryUrl: 'https://git.example.com/acme/app.git', branch: 'main' },
      envVars: { GREETING: 'hello' },
    },
  ])
  expect(status).toMatchObject({
    url: 'http://acme-plain-pr-1.localhost:8080/',
    attempts: 1,
    deployment: { phase: 'Succeeded', objects: [{ kind: 'Service', name: 'web' }] },
    sources: [{ name: 'app', commitSha, branch: 'main' }],
  })
  const job = await client(jobs).get({ namespace: 'acme-plain', name: status?.deployment?.jobName ?? '' })
  expect(job.metadata?.ownerReferences).toMatchObject([{ kind: 'Environment', uid: metadata.uid }])
  expect(job.spec).toMatchObject({ backoffLimit: 0, ttlSecondsAfterFinished: 3600 })
  await client(serviceAccounts).get({ namespace: 'acme-plain', name: 'deployer-pr-1' })
  const binding = await client(roleBindings).get({ namespace: 'acme-plain-pr-1', name: 'catalyst-deployer' })
  expect(binding).toMatchObject({
    roleRef: { kind: 'ClusterRole', name: 'catalyst-deployer' },
    subjects: [{ kind: 'ServiceAccount', name: 'deployer-pr-1', namespace: 'acme-plain' }],
  })
})

test('the image is pulled with copies of Secrets that are there while a Job runs, and nowhere else', async () => {
  const found: Secret[][] = []
  const copies = async () => (await client(secrets).list({ namespace: 'acme-pulled' })).items
  deployer.play(async (order) => {
    found.push(await copies())
    expect((await client(secrets).list({ namespace: order.namespace })).items).toEqual([])
    return bring(order)
  })
  await world.project('pulled', { templates: { development: manifest } })
  await world.environment('pulled', 'pr-1')
  const { status, metadata } = await world.until('pulled', 'pr-1', 'Ready')
  expect(found).toMatchObject([
    [
      {
        metadata: { name: 'deployer-pr-1-pull-0', ownerReferences: [{ kind: 'Environment', uid: metadata.uid }] },
        type: 'kubernetes.io/dockerconfigjson',
        data: { '.dockerconfigjson': base64(auths) },
      },
    ],
  ])
  const job = await client(jobs).get({ namespace: 'acme-pulled', name: status?.deployment?.jobName ?? '' })
  expect(job.spec?.template.spec?.imagePullSecrets?.[0]).toEqual({ name: 'deployer-pr-1-pull-0' })
  await eventually(async () => expect(await copies()).toEqual([]))
})

test('an operator that comes back runs no Job again and writes nothing, also when the Job is gone', async () => {
  deployer.play(bring)
  await world.project('quiet', { templates: { development: manifest } })
  await world.environment('quiet', 'pr-1')
  const before = await world.until('quiet', 'pr-1', 'Ready')
  await world.stopOperator()
  const name = before.status?.deployment?.jobName ?? ''
  await client(jobs).delete({ namespace: 'acme-quiet', name }, { propagationPolicy: 'Background' })
  await world.restartOperator()
  await world.environment('quiet', 'pr-2')
  await world.until('quiet', 'pr-2', 'Ready')
  const after = await world.environments.get({ namespace: 'acme-quiet', name: 'pr-1' })
  expect(after.metadata.resourceVersion).toBe(before.metadata.resourceVersion)
  expect(deployer.orders.map((order) => order.name)).toEqual(['pr-1', 'pr-2'])
})

test('what a Job refuses is said in its words, and waits for another commit', async () => {
  const message = 'deploy/role.yaml has a ClusterRole, which manifests may not bring.'
  deployer.play(() => Promise.resolve({ ok: false, reason: 'KindForbidden', message }))
  await world.project('bad', { templates: { development: manifest } })
  await world.environment('bad', 'pr-1', { sources: [{ name: 'app', commitSha }] })
  const { status } = await world.until('bad', 'pr-1', 'Failed')
  expect(status).toMatchObject({ message, attempts: 1, deployment: { phase: 'Failed' } })
  expect(status?.conditions).toContainEqual(
    expect.objectContaining({ type: 'Deployed', status: 'False', reason: 'KindForbidden' }),
  )
  deployer.play(bring)
  await world.environment('bad', 'pr-1', { sources: [{ name: 'app', commitSha: 'b'.repeat(40) }] })
  expect((await world.until('bad', 'pr-1', 'Ready')).status).toMatchObject({ attempts: 1 })
  expect(deployer.orders).toHaveLength(2)
})

test('three attempts, whoever asks for them, and then none before something changes', async () => {
  deployer.play(() => Promise.resolve({ ok: false, reason: 'ChartInvalid', message: 'No Chart.yaml.' }))
  await world.project('thrice', { templates: { development: helm } })
  for (const [retryRequest, attempts] of [
    ['first', 1],
    ['second', 2],
    ['third', 3],
  ] as const) {
    await world.environment('thrice', 'pr-1', { retryRequest })
    await eventually(async () => {
      const { status } = await world.environments.get({ namespace: 'acme-thrice', name: 'pr-1' })
      expect(status).toMatchObject({ attempts, retryRequest, phase: 'Failed' })
    })
  }
  const { metadata } = await world.environment('thrice', 'pr-1', { retryRequest: 'fourth' })
  await eventually(async () => {
    const { status } = await world.environments.get({ namespace: 'acme-thrice', name: 'pr-1' })
    expect(status).toMatchObject({ observedGeneration: metadata.generation, attempts: 3, retryRequest: 'third' })
    expect(status?.conditions).toContainEqual(
      expect.objectContaining({ type: 'Retrying', status: 'False', reason: 'AttemptsUsedUp' }),
    )
  })
  expect(deployer.orders).toHaveLength(3)
})

test('a newer commit ends the Job of the older one before its own begins', async () => {
  let isInside = false
  const mixed: boolean[] = []
  deployer.play(async (order, signal) => {
    mixed.push(isInside)
    isInside = true
    try {
      if (order.source?.commitSha === commitSha)
        await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
      return signal.aborted ? undefined : await bring(order)
    } finally {
      isInside = false
    }
  })
  await world.project('super', { templates: { development: manifest } })
  await world.environment('super', 'pr-1', { sources: [{ name: 'app', commitSha }] })
  await eventually(async () => expect(deployer.orders).toHaveLength(1))
  const [older] = await jobsOf('super')
  await world.environment('super', 'pr-1', { sources: [{ name: 'app', commitSha: 'c'.repeat(40) }] })
  const { status } = await world.until('super', 'pr-1', 'Ready')
  expect(mixed).toEqual([false, false])
  expect(await jobsOf('super')).toEqual([status?.deployment?.jobName])
  expect(status?.deployment?.jobName).not.toBe(older)
})

test('what somebody deletes of a deployment is deployed again', async () => {
  deployer.play(bring)
  await world.project('drift', { templates: { development: manifest } })
  await world.environment('drift', 'pr-1')
  await world.until('drift', 'pr-1', 'Ready')
  const reference = { namespace: 'acme-drift-pr-1', name: 'web' }
  await client(services).delete(reference)
  await vi.waitFor(() => client(services).get(reference), { timeout: 25_000, interval: 200 })
  expect(deployer.orders).toHaveLength(2)
}, 30_000)

test('credentials are there while a Job runs, in no namespace of an environment, and for their host alone', async () => {
  const seen: Secret[] = []
  const copy = { namespace: 'acme-private', name: 'deployer-pr-1-git' }
  deployer.play(async (order) => {
    seen.push(await client(secrets).get(copy))
    return bring(order)
  })
  const source = {
    name: 'app',
    repositoryUrl: 'https://git.example.com/acme/app.git',
    credentialsSecretRef: { name: 'git' },
  }
  await world.project('private', { sources: [source], templates: { development: manifest } })
  const secret = { metadata: { namespace: 'acme', name: 'git' }, data: { token: 'c2VjcmV0' } }
  await client(secrets).apply(secret)
  await world.environment('private', 'pr-1')
  const { status } = await world.until('private', 'pr-1', 'Pending')
  expect(status?.message).toContain('catalyst.dev/git-hosts=git.example.com')
  const annotations = { 'catalyst.dev/git-hosts': 'git.example.com' }
  await client(secrets).apply({ ...secret, metadata: { ...secret.metadata, annotations } })
  await world.environment('private', 'pr-1', { workdir: 'a' })
  await world.until('private', 'pr-1', 'Ready')
  expect(seen).toMatchObject([
    { data: { token: 'c2VjcmV0' }, metadata: { ownerReferences: [{ kind: 'Environment' }] } },
  ])
  await expect(client(secrets).get(copy)).rejects.toSatisfy(isNotFound)
})

test('a release is uninstalled before its namespace goes', async () => {
  deployer.play(bring)
  await world.project('chart', { templates: { development: helm } })
  const config = { envVars: { COLOUR: 'red' } }
  await world.environment('chart', 'pr-1', { values: { image: { pullPolicy: 'Never' } }, config })
  await world.until('chart', 'pr-1', 'Ready')
  expect(deployer.orders[0]?.values).toEqual({ image: { tag: '1', pullPolicy: 'Never' }, env: { COLOUR: 'red' } })
  const there: unknown[] = []
  deployer.play(async (order) => {
    there.push((await client(namespaces).get({ name: order.namespace })).metadata?.deletionTimestamp)
    return { ok: true, reason: 'Removed', message: 'The release is uninstalled.' }
  })
  await world.environments.delete({ namespace: 'acme-chart', name: 'pr-1' })
  await eventually(() => expect(client(namespaces).get({ name: 'acme-chart-pr-1' })).rejects.toSatisfy(isNotFound))
  expect(deployer.orders.map(({ action }) => action)).toEqual(['apply', 'remove'])
  expect(there).toEqual([undefined])
  await eventually(async () => expect(await jobsOf('chart')).toEqual([]))
})
