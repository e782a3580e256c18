import { describe, expect, test } from 'vitest'
import { containerOf, startTestNode } from '../testing/startTestNode.ts'

async function start() {
  const node = await startTestNode()
  const { api, ref } = node
  await api.create('configmaps', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: ref('config'),
    data: { a: '1', 'b.txt': 'two' },
  })
  await api.create('secrets', {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: ref('keys'),
    stringData: { key: 'hidden' },
  })
  return {
    ...node,
    async env(name: string) {
      await node.clock.advance(3000)
      return node.node.registry.running(node.pod(name)?.metadata.uid ?? '', 'main')?.env
    },
    read: (name: string, path: string) =>
      new TextDecoder().decode(
        node.node.registry.running(node.pod(name)?.metadata.uid ?? '', 'main')?.machine.files.read(path),
      ),
  }
}

describe('the variables of a container', () => {
  test('come from values, fields, objects and each other', async () => {
    await using node = await start()
    await node.run('app', [
      {
        script: 'sleep 1000',
        resources: { requests: { memory: '8Mi' } },
        envFrom: [{ prefix: 'C_', configMapRef: { name: 'config' } }],
        env: [
          { name: 'IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
          { name: 'NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
          { name: 'MEMORY', valueFrom: { resourceFieldRef: { resource: 'requests.memory' } } },
          { name: 'KEY', valueFrom: { secretKeyRef: { name: 'keys', key: 'key' } } },
          { name: 'BOTH', value: '$(NAME)-$(NOPE)-$$(NAME)' },
        ],
      },
    ])
    const ip = node.pod('app')?.status?.podIP
    expect(await node.env('app')).toMatchObject({
      ...{ IP: node.pod('app')?.status?.podIP ?? ip, NAME: 'app', MEMORY: '8388608', KEY: 'hidden' },
      ...{ BOTH: 'app-$(NOPE)-$(NAME)', C_a: '1', KUBERNETES_SERVICE_HOST: '10.96.0.1' },
    })
  })

  test('tell where services are', async () => {
    await using node = await start()
    const service = await node.api.create('services', {
      ...{ apiVersion: 'v1', kind: 'Service', metadata: node.ref('my-web') },
      spec: { selector: { app: 'web' }, ports: [{ port: 80 }] },
    })
    const { clusterIP } = service['spec'] as { clusterIP: string }
    await node.run('app', [{ script: 'sleep 1000' }])
    expect(await node.env('app')).toMatchObject({
      MY_WEB_SERVICE_HOST: clusterIP,
      MY_WEB_PORT: `tcp://${clusterIP}:80`,
    })
  })

  test.each([
    ['an object that is not there', { name: 'nope', key: 'a' }, 'configmap "nope" not found'],
    ['a key that is not there', { name: 'config', key: 'zz' }, "couldn't find key zz in ConfigMap default/config"],
  ])('can not be made from %s', async (_, configMapKeyRef, message) => {
    await using node = await start()
    await node.run('app', [{ script: 'sleep 1000', env: [{ name: 'A', valueFrom: { configMapKeyRef } }] }])
    await node.clock.advance(2000)
    expect(node.container('app')?.state.waiting).toEqual({ reason: 'CreateContainerConfigError', message })
    expect(node.events('app')).toContain(`Failed: Error: ${message}`)
  })
})

describe('volumes', () => {
  test('hold what objects hold', async () => {
    await using node = await start()
    const volumes = [
      { name: 'config', configMap: { name: 'config' } },
      { name: 'keys', secret: { secretName: 'keys', items: [{ key: 'key', path: 'deep/key.txt' }] } },
      { name: 'self', downwardAPI: { items: [{ path: 'name', fieldRef: { fieldPath: 'metadata.name' } }] } },
    ]
    const volumeMounts = [
      { name: 'config', mountPath: '/etc/config' },
      { name: 'config', mountPath: '/etc/one', subPath: 'b.txt' },
      { name: 'keys', mountPath: '/keys' },
      { name: 'self', mountPath: '/self' },
    ]
    await node.run('app', [{ script: 'sleep 1000', volumeMounts }], { volumes })
    await node.clock.advance(3000)
    expect(
      ['/etc/config/a', '/etc/one', '/keys/deep/key.txt', '/self/name'].map((path) => node.read('app', path)),
    ).toEqual(['1', 'two', 'hidden', 'app'])
  })

  test('that are not there yet are waited for', async () => {
    await using node = await start()
    const volumes = [{ name: 'late', configMap: { name: 'late' } }]
    await node.run('app', [{ script: 'sleep 1000', volumeMounts: [{ name: 'late', mountPath: '/late' }] }], { volumes })
    await node.clock.advance(2000)
    expect(node.events('app')).toContain(
      'FailedMount: MountVolume.SetUp failed for volume "late" : configmap "late" not found',
    )
    expect(node.container('app')?.state.waiting?.reason).toBe('ContainerCreating')
    await node.api.create('configmaps', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: node.ref('late'),
      data: { key: 'value' },
    })
    await node.clock.advance(10_000)
    expect(node.read('app', '/late/key')).toBe('value')
  })
})

describe('files', () => {
  const volumeMounts = [{ name: 'data', mountPath: '/data' }]

  test('of an empty folder are shared by the containers of a pod', async () => {
    await using node = await start()
    const volumes = [{ name: 'data', emptyDir: {} }]
    const initContainers = [containerOf({ name: 'setup', script: 'echo hello > /data/greeting', volumeMounts })]
    await node.run(
      'app',
      [
        { script: 'sleep 1000', volumeMounts },
        { script: 'echo more >> /data/greeting; sleep 1000', volumeMounts },
      ],
      {
        ...{ volumes, initContainers },
      },
    )
    await node.clock.advance(5000)
    expect(node.read('app', '/data/greeting')).toBe('hello\nmore\n')
  })

  test('of a claim outlive its pods', async () => {
    await using node = await start()
    await node.api.create('persistentvolumeclaims', {
      ...{ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: node.ref('data') },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    })
    const volumes = [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }]
    await node.run('writer', [{ script: 'echo kept > /data/note', volumeMounts }], { volumes })
    await node.clock.advance(5000)
    await node.api.delete('pods', node.ref('writer'))
    await node.run('reader', [{ script: 'sleep 1000', volumeMounts }], { volumes })
    await node.clock.advance(5000)
    expect(node.read('reader', '/data/note')).toBe('kept\n')
  })
})

test('files of an object follow its changes', async () => {
  await using node = await start()
  const volumes = [{ name: 'config', configMap: { name: 'config' } }]
  const volumeMounts = [{ name: 'config', mountPath: '/etc/config' }]
  await node.run('app', [{ script: 'sleep 1000', volumeMounts }], { volumes })
  await node.clock.advance(3000)
  await node.api.patch('configmaps', node.ref('config'), { data: { a: 'new', 'b.txt': null, c: 'more' } })
  await node.clock.advance(61_000)
  const files = node.node.registry.running(node.pod('app')?.metadata.uid ?? '', 'main')?.machine.files
  expect(files?.list('/etc/config').sort()).toEqual(['a', 'c'])
  expect(node.read('app', '/etc/config/a')).toBe('new')
})

test('a volume that nobody mounts is not missed', async () => {
  await using node = await start()
  await node.run('app', [{ script: 'sleep 1000' }], { volumes: [{ name: 'config', configMap: { name: 'nope' } }] })
  await node.clock.advance(3000)
  expect(node.container('app')?.state.running).toBeDefined()
})
