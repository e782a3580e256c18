import { configMaps, createResourceClient, createWatchCache, type KubeConfig } from '@catalyst/kubernetes-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadKubeConfig } from '../cluster/loadKubeConfig.ts'
import { startTestCluster, type TestCluster } from '../cluster/startTestCluster.ts'
import { createTestNamespace } from './support/createTestNamespace.ts'
import { eventually } from './support/eventually.ts'
import { openGate } from './support/openGate.ts'
import { expectSameAsList, recordChanges } from './support/recordChanges.ts'

let cluster: TestCluster
let direct: KubeConfig
let namespace: string
const backoff = { initialMs: 10, maxMs: 200 }
const client = () => createResourceClient(configMaps, { kubeConfig: direct })
const create = (name: string) => client().create({ metadata: { name, namespace } })

// A server of its own: what is done to it here would disturb everybody else.
beforeAll(async () => {
  cluster = await startTestCluster({ apiServerFlags: ['--watch-cache=false'] })
  direct = await loadKubeConfig(cluster.kubeconfig)
  namespace = (await createTestNamespace(cluster)).name
})
afterAll(() => cluster[Symbol.asyncDispose]())

test('a history that is forgotten between list and watch leads to another list, and to nothing lost', async () => {
  await create('before')
  await using opened = await openGate(direct)
  const { gate, kubeConfig } = opened
  // One connection for the list; the one for the watch waits.
  gate.admit(1)
  await using cache = createWatchCache(kubeConfig, configMaps, { namespace, backoff }).start()
  await cache.ready
  const recorded = recordChanges(cache)
  await eventually(() => expect(gate.waiting).toBe(1))
  await create('between')
  await client().delete({ name: 'before', namespace })
  await create('after')
  await cluster.compact()
  gate.admit(Infinity)
  await expectSameAsList(cache, recorded, { kubeConfig: direct, resource: configMaps, namespace })
  const told = recorded.told.map((line) => line.split(' ').slice(0, 2).join(' '))
  expect(told).toEqual(expect.arrayContaining(['DELETED before', 'ADDED between', 'ADDED after']))
  expect(cache.health().relists).toBe(1)
})

test('an API server that is stopped and started again is taken up where it was', async () => {
  await using cache = createWatchCache(direct, configMaps, { namespace, backoff, staleAfterMs: 50 }).start()
  await eventually(() => expect(cache.state.state).toBe('live'))
  const recorded = recordChanges(cache)
  const states: string[] = []
  cache.subscribe((change) => change.type === 'SYNC' && states.push(change.state))
  await create('before-the-end')
  await cluster.restart('kube-apiserver')
  await create('after-the-beginning')
  await expectSameAsList(cache, recorded, { kubeConfig: direct, resource: configMaps, namespace })
  expect(recorded.told.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
    'ADDED before-the-end',
    'ADDED after-the-beginning',
  ])
  expect(states.at(-1) ?? 'live').toBe('live')
  expect(cache.health()).toMatchObject({ relists: 0, state: 'live' })
  expect(cache.health().reconnects).toBeGreaterThan(0)
})
