import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestCluster, type TestCluster } from '../cluster/startTestCluster.ts'
import { createTestNamespace, type TestNamespace } from './support/createTestNamespace.ts'
import { installDefinitions } from './support/installDefinitions.ts'
import { startKubectl } from './support/startKubectl.ts'

let cluster: TestCluster
let home: TestNamespace
beforeAll(async () => {
  cluster = await startTestCluster({ node: false })
  await installDefinitions(cluster)
  home = await createTestNamespace(cluster)
})
afterAll(async () => {
  await home[Symbol.asyncDispose]()
  await cluster[Symbol.asyncDispose]()
})

const kubectl = (...args: string[]) => cluster.kubectl(['--namespace', home.name, ...args])
const feed = (object: object, ...args: string[]) =>
  cluster.kubectl(['--namespace', home.name, ...args, '--filename=-'], { input: JSON.stringify(object) })
const start = (...args: string[]) =>
  startKubectl(['--namespace', home.name, ...args], { kubeconfig: cluster.kubeconfig })
const environment = (name: string, spec: object = {}) => ({
  apiVersion: 'catalyst.catalyst.dev/v1alpha1',
  kind: 'Environment',
  metadata: { name },
  spec: { projectRef: { name: 'shop' }, ...spec },
})
const configMap = (name: string, data: object) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data })

describe('kubectl apply', () => {
  test('makes a custom resource and changes it, by the client', async () => {
    expect(await feed(environment('applied'), 'apply')).toContain('applied created')
    expect(await feed(environment('applied', { devCommand: 'make' }), 'apply')).toContain('applied configured')
    expect(await feed(environment('applied', { devCommand: 'make' }), 'apply')).toContain('applied unchanged')
    expect(await feed(environment('applied'), 'apply')).toContain('applied configured')
    expect(await kubectl('get', 'env', 'applied', '--output=jsonpath={.spec.devCommand}')).toBe('')
  })

  test('merges what is built in, by the client', async () => {
    await feed(configMap('merged', { mine: '1', gone: '2' }), 'apply')
    await kubectl('patch', 'configmap', 'merged', '--patch={"data":{"theirs":"3"}}')
    await feed(configMap('merged', { mine: 'one' }), 'apply')
    const data = await kubectl('get', 'configmap', 'merged', '--output=jsonpath={.data}')
    expect(JSON.parse(data)).toEqual({ mine: 'one', theirs: '3' })
  })

  test('on the server tells whose a field is', async () => {
    await feed(configMap('owned', { key: 'mine' }), 'apply', '--server-side', '--field-manager=one')
    const theirs = feed(configMap('owned', { key: 'theirs' }), 'apply', '--server-side', '--field-manager=two')
    await expect(theirs).rejects.toThrow('conflict with "one"')
    await feed(
      configMap('owned', { key: 'theirs' }),
      'apply',
      '--server-side',
      '--field-manager=two',
      '--force-conflicts',
    )
    expect(await kubectl('get', 'configmap', 'owned', '--output=jsonpath={.data.key}')).toBe('theirs')
  })

  test('of a field that nobody knows is refused with its name', async () => {
    await expect(feed(environment('odd', { colour: 'red' }), 'apply')).rejects.toThrow('unknown field "spec.colour"')
  })
})

test('kubectl get --watch prints what changes', async () => {
  await using watching = start(
    'get',
    'environments',
    '--watch',
    '--output=custom-columns=NAME:.metadata.name,PHASE:.status.phase',
  )
  await feed(environment('watched'), 'create')
  await watching.printed(/watched\s+<none>/)
  await kubectl(
    'patch',
    'env',
    'watched',
    '--subresource=status',
    '--type=merge',
    '--patch={"status":{"phase":"Ready"}}',
  )
  await watching.printed(/watched\s+Ready/)
})

test('kubectl wait sees a field change', async () => {
  await feed(environment('awaited'), 'create')
  await using waiting = start('wait', 'env/awaited', '--for=jsonpath={.status.phase}=Ready', '--timeout=30s')
  await kubectl(
    'patch',
    'env',
    'awaited',
    '--subresource=status',
    '--type=merge',
    '--patch={"status":{"phase":"Ready"}}',
  )
  expect(await waiting.exited).toBe(0)
  expect(waiting.output()).toContain('condition met')
})

test('kubectl delete --wait comes back when a finalizer lets go', async () => {
  const held = { ...environment('held'), metadata: { name: 'held', finalizers: ['catalyst.dev/test'] } }
  await feed(held, 'create')
  await using deleting = start('delete', 'env', 'held', '--wait', '--timeout=30s')
  await kubectl('wait', 'env/held', '--for=jsonpath={.metadata.deletionTimestamp}', '--timeout=30s')
  await kubectl('patch', 'env', 'held', '--type=json', '--patch=[{"op":"remove","path":"/metadata/finalizers"}]')
  expect(await deleting.exited).toBe(0)
  await expect(kubectl('get', 'env', 'held')).rejects.toThrow('"held" not found')
})

test('kubectl scale and patch change a deployment', async () => {
  await kubectl('create', 'deployment', 'scaled', '--image=docker.io/library/busybox:latest', '--replicas=0')
  await kubectl('scale', 'deployment/scaled', '--replicas=3', '--current-replicas=0')
  expect(await kubectl('get', 'deployment', 'scaled', '--output=jsonpath={.spec.replicas}')).toBe('3')
  await kubectl('scale', 'deployment/scaled', '--replicas=0')
  const container = { name: 'busybox', env: [{ name: 'MODE', value: 'test' }] }
  const patch = { spec: { template: { spec: { containers: [container] } } } }
  await kubectl('patch', 'deployment', 'scaled', `--patch=${JSON.stringify(patch)}`)
  const path = '{.spec.template.spec.containers[0].image} {.spec.template.spec.containers[0].env[0].value}'
  expect(await kubectl('get', 'deployment', 'scaled', `--output=jsonpath=${path}`)).toBe(
    'docker.io/library/busybox:latest test',
  )
})

test('kubectl describe shows an object and its events', async () => {
  await feed(environment('described'), 'create')
  const uid = await kubectl('get', 'env', 'described', '--output=jsonpath={.metadata.uid}')
  const now = new Date().toISOString().replace(/\.\d+Z$/, 'Z')
  const { apiVersion, kind } = environment('described')
  const event = {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: 'described.1' },
    involvedObject: { apiVersion, kind, name: 'described', namespace: home.name, uid },
    ...{ reason: 'Looked', message: 'somebody looked at it', type: 'Normal', count: 1 },
    ...{ firstTimestamp: now, lastTimestamp: now, source: { component: 'tests' } },
  }
  await feed(event, 'create')
  expect(await kubectl('describe', 'env', 'described')).toMatch(/Normal\s+Looked\s+\S+\s+tests\s+somebody looked at it/)
})

test('kubectl explain tells what a field is', async () => {
  const text = await kubectl('explain', 'environment.spec.projectRef')
  expect(text).toContain('KIND:       Environment')
  expect(text).toMatch(/name\t<string> -required-/)
  expect(await kubectl('explain', 'pod.spec.containers')).toContain('imagePullPolicy')
})

test('kubectl auth tells who one is and what one may do', async () => {
  expect(await kubectl('auth', 'can-i', 'delete', 'environments')).toBe('yes\n')
  await kubectl('create', 'role', 'reader', '--verb=get,list', '--resource=configmaps')
  await kubectl('create', 'rolebinding', 'reader', '--role=reader', '--user=reader')
  expect(await kubectl('auth', 'can-i', 'list', 'configmaps', '--as=reader')).toBe('yes\n')
  await expect(kubectl('auth', 'can-i', 'delete', 'configmaps', '--as=reader')).rejects.toThrow()
  expect(await kubectl('auth', 'whoami', '--as=reader', '--output=jsonpath={.status.userInfo.username}')).toBe('reader')
  await expect(kubectl('get', 'secrets', '--as=reader')).rejects.toThrow('User "reader" cannot list resource "secrets"')
})
