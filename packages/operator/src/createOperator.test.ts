import { annotations, environmentFinalizer, labels } from '@catalyst/api/labels'
import {
  createResourceClient,
  deployments,
  events,
  isNotFound,
  namespaces,
  secrets,
  serviceAccounts,
  services,
} from '@catalyst/kubernetes-client'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startWorld, type World } from '../test/startWorld.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

/** Ends a test that hangs; how long things take is no matter here. */
const eventually = <T>(look: () => Promise<T>) => vi.waitFor(look, { timeout: 10_000 })

const client = <T, TInput>(resource: Parameters<typeof createResourceClient<T, TInput>>[0]) =>
  createResourceClient(resource, { kubeConfig: world.kubeConfig })

test('a prebuilt environment becomes a namespace, a workload and an address, and says so', async () => {
  await world.project('shop')
  await world.environment('shop', 'pr-1', { config: { envVars: { GREETING: 'hello' } } })
  const { metadata, status } = await world.until('shop', 'pr-1', 'Ready')
  expect(metadata.finalizers).toEqual([environmentFinalizer])
  expect(status).toMatchObject({
    url: 'http://acme-shop-pr-1.localhost:8080/',
    namespace: 'acme-shop-pr-1',
    template: 'prebuilt',
    observedGeneration: metadata.generation,
  })
  expect(status?.conditions?.map(({ type, status: is }) => `${type}=${is}`)).toEqual([
    'Accepted=True',
    'NamespaceReady=True',
    'Deployed=True',
    'Ready=True',
    'Available=True',
  ])
  const namespace = await client(namespaces).get({ name: 'acme-shop-pr-1' })
  expect(namespace.metadata).toMatchObject({
    labels: { [labels.team]: 'acme', [labels.project]: 'shop', [labels.environment]: 'pr-1' },
    annotations: { [annotations.environmentUid]: metadata.uid },
  })
  const deployment = await client(deployments).get({ namespace: 'acme-shop-pr-1', name: 'app' })
  expect(deployment.spec?.template.spec?.containers).toMatchObject([
    { image: 'docker.io/library/nginx:1.29', env: [{ name: 'GREETING', value: 'hello' }] },
  ])
})

test('what somebody removes or changes comes back', async () => {
  await world.project('drift')
  await world.environment('drift', 'pr-1')
  await world.until('drift', 'pr-1', 'Ready')
  const service = { namespace: 'acme-drift-pr-1', name: 'app' }
  const { metadata } = await client(services).get(service)
  await client(services).delete(service)
  await client(deployments).patch(service, { spec: { replicas: 5 } })
  await eventually(async () => {
    expect((await client(services).get(service)).metadata?.uid).not.toBe(metadata?.uid)
    expect((await client(deployments).get(service)).spec?.replicas).toBe(1)
  })
})

test('the next tag rolls out', async () => {
  await world.project('roll')
  await world.environment('roll', 'pr-1')
  await world.until('roll', 'pr-1', 'Ready')
  await world.environment('roll', 'pr-1', { config: { image: '1.30' } })
  await eventually(async () => {
    const { metadata, status } = await world.environments.get({ namespace: 'acme-roll', name: 'pr-1' })
    expect(status).toMatchObject({ phase: 'Ready', observedGeneration: metadata.generation })
    const { spec, status: rolled } = await client(deployments).get({ namespace: 'acme-roll-pr-1', name: 'app' })
    expect(spec?.template.spec?.containers[0]?.image).toBe('docker.io/library/nginx:1.30')
    expect(rolled).toMatchObject({ updatedReplicas: 1, availableReplicas: 1 })
  })
})

test('deleting it leaves nothing', async () => {
  await world.project('gone')
  await world.environment('gone', 'pr-1')
  await world.until('gone', 'pr-1', 'Ready')
  await world.environments.delete({ namespace: 'acme-gone', name: 'pr-1' })
  await eventually(async () => {
    const left = await Promise.all([
      world.environments.get({ namespace: 'acme-gone', name: 'pr-1' }).catch(missing),
      client(namespaces).get({ name: 'acme-gone-pr-1' }).catch(missing),
    ])
    expect(left).toEqual(['missing', 'missing'])
  })
})

test('what may not be taken away one by one goes with its namespace', async () => {
  const name = 'no-workload-goes'
  const kinds = { apiGroups: ['apps'], apiVersions: ['v1'], operations: ['DELETE'], resources: ['deployments'] }
  const isOperator = 'request.userInfo.username == "system:serviceaccount:catalyst-system:catalyst-operator"'
  const api = { apiVersion: 'admissionregistration.k8s.io/v1', metadata: { name } }
  await world.cluster.apply([
    {
      ...api,
      kind: 'ValidatingAdmissionPolicy',
      spec: {
        matchConstraints: { resourceRules: [kinds] },
        matchConditions: [{ name: 'operator', expression: isOperator }],
        validations: [{ expression: 'false', message: 'It stays.' }],
      },
    },
    { ...api, kind: 'ValidatingAdmissionPolicyBinding', spec: { policyName: name, validationActions: ['Deny'] } },
  ])
  await world.project('held')
  await world.environment('held', 'pr-1')
  await world.until('held', 'pr-1', 'Ready')
  await world.environments.delete({ namespace: 'acme-held', name: 'pr-1' })
  await eventually(async () =>
    expect(await world.environments.get({ namespace: 'acme-held', name: 'pr-1' }).catch(missing)).toBe('missing'),
  )
})

test('an image that is not there ends in Failed with words to act on', async () => {
  await world.project('broken')
  await world.environment('broken', 'pr-1', { config: { image: 'docker.io/library/no-such-image:1' } })
  const { status, metadata } = await world.until('broken', 'pr-1', 'Failed')
  expect(status?.message).toContain('The image docker.io/library/no-such-image:1 of app can not be pulled')
  const { items } = await client(events).list({ namespace: metadata.namespace ?? '' })
  expect(items).toContainEqual(expect.objectContaining({ type: 'Warning', reason: 'Failed' }))
})

test('a project that is not there is waited for', async () => {
  await world.cluster.apply([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'acme-later' } }])
  await world.environment('later', 'pr-1')
  const { status } = await world.until('later', 'pr-1', 'Pending')
  expect(status?.message).toBe(
    'There is no Project later in the namespace acme. It is looked at again when there is one.',
  )
  await world.project('later')
  await world.until('later', 'pr-1', 'Ready')
})

test('an operator that comes back writes nothing about what is as it should be', async () => {
  await world.project('quiet')
  await world.environment('quiet', 'pr-1')
  const before = await world.until('quiet', 'pr-1', 'Ready')
  const deployment = await client(deployments).get({ namespace: 'acme-quiet-pr-1', name: 'app' })
  await world.restartOperator()
  // Another environment is Ready, so the new operator has passed over all that were there before.
  await world.environment('quiet', 'pr-2')
  await world.until('quiet', 'pr-2', 'Ready')
  const after = await world.environments.get({ namespace: 'acme-quiet', name: 'pr-1' })
  expect(after.metadata.resourceVersion).toBe(before.metadata.resourceVersion)
  const same = await client(deployments).get({ namespace: 'acme-quiet-pr-1', name: 'app' })
  expect(same.metadata?.resourceVersion).toBe(deployment.metadata?.resourceVersion)
})

test('secrets that it needs are copied, kept in step, and pull its images', async () => {
  await world.project('secret', { registryCredentials: [{ secretRef: { name: 'registry' } }] })
  const secret = client(secrets)
  const type = 'kubernetes.io/dockerconfigjson'
  const data = { '.dockerconfigjson': Buffer.from('{"auths":{}}').toString('base64') }
  await secret.apply({ metadata: { namespace: 'acme', name: 'registry' }, type, data })
  await world.environment('secret', 'pr-1', { config: { envFrom: [{ secretRef: { name: 'preview' } }] } })
  const waiting = await world.until('secret', 'pr-1', 'Pending')
  expect(waiting.status?.message).toContain('There is no Secret preview in the namespace acme-secret')
  await secret.apply({ metadata: { namespace: 'acme-secret', name: 'preview' }, data: { KEY: 'dg==' } })
  // What asks for a pass; nobody watches Secrets.
  await world.environment('secret', 'pr-1', { config: { envFrom: [{ secretRef: { name: 'preview' } }] }, workdir: 'a' })
  await world.until('secret', 'pr-1', 'Ready')
  const home = 'acme-secret-pr-1'
  expect((await secret.get({ namespace: home, name: 'preview' })).data).toEqual({ KEY: 'dg==' })
  expect((await secret.get({ namespace: home, name: 'catalyst-registry-registry' })).data).toEqual(data)
  const account = await client(serviceAccounts).get({ namespace: home, name: 'default' })
  expect(account.imagePullSecrets).toEqual([{ name: 'catalyst-registry-registry' }])
  await secret.apply({ metadata: { namespace: 'acme-secret', name: 'preview' }, data: { KEY: 'dw==' } })
  await world.restartOperator()
  await eventually(async () =>
    expect((await secret.get({ namespace: home, name: 'preview' })).data).toEqual({ KEY: 'dw==' }),
  )
})

test('a copy goes when nobody names its Secret any more, and its name is forgotten', async () => {
  await world.project('forget')
  const secret = client(secrets)
  const envFrom = [{ secretRef: { name: 'preview' } }]
  await vi.waitFor(() =>
    secret.apply({ metadata: { namespace: 'acme-forget', name: 'preview' }, data: { KEY: 'dg==' } }),
  )
  await world.environment('forget', 'pr-1', { config: { envFrom } })
  await world.until('forget', 'pr-1', 'Ready')
  const name = 'acme-forget-pr-1'
  const copied = ['catalyst.dev/copied-secrets']
  expect((await client(namespaces).get({ name })).metadata?.annotations).toHaveProperty(copied, 'preview')
  await world.environments.patch({ namespace: 'acme-forget', name: 'pr-1' }, { spec: { config: { envFrom: null } } })
  await eventually(async () => {
    await expect(secret.get({ namespace: name, name: 'preview' })).rejects.toSatisfy(isNotFound)
    expect((await client(namespaces).get({ name })).metadata?.annotations).not.toHaveProperty(copied)
  })
})

test('the project says where its environments go', async () => {
  await world.project('said')
  await eventually(async () => {
    const { items } = await client(namespaces).list({ labelSelector: `${labels.project}=said` })
    expect(items.map(({ metadata }) => metadata?.name)).toEqual(['acme-said'])
  })
})

function missing(error: unknown): 'missing' {
  if (isNotFound(error)) return 'missing'
  throw error
}

test('a namespace whose environment is gone is told of, once, and left as it is', async () => {
  await world.project('left')
  await world.environment('left', 'pr-1')
  await world.until('left', 'pr-1', 'Ready')
  const name = 'acme-left-pr-1'
  // As somebody does who has lost patience with a finalizer.
  const reference = { namespace: 'acme-left', name: 'pr-1' }
  await world.stopOperator()
  await world.environments.patch(reference, { metadata: { finalizers: null } })
  await world.environments.delete(reference)
  await world.restartOperator()
  const marked = await eventually(async () => {
    const { metadata } = await client(namespaces).get({ name })
    expect(metadata?.annotations).toHaveProperty([annotations.orphanedSince])
    return metadata
  })
  const told = await eventually(async () => {
    const { items } = await client(events).list({ namespace: 'default' })
    const about = items.filter(({ reason, involvedObject }) => reason === 'Orphaned' && involvedObject.name === name)
    expect(about).toHaveLength(1)
    return about
  })
  expect(told[0]?.message).toContain('until somebody deletes it')
  await world.restartOperator()
  await world.environment('left', 'pr-2')
  await world.until('left', 'pr-2', 'Ready')
  expect((await client(namespaces).get({ name })).metadata).toEqual(marked)
})
