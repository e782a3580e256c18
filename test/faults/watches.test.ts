import { configMaps, createResourceClient, createWatchCache } from '@catalyst/kubernetes-client'
import { expect, test } from 'vitest'
import { eventually } from '../conformance/support/eventually.ts'
import { openGate } from '../conformance/support/openGate.ts'
import { expectSameAsList, recordChanges } from '../conformance/support/recordChanges.ts'
import { useControllableCluster } from './useControllableCluster.ts'

const there = useControllableCluster()

test('a watch over an etcd that is killed and started again loses nothing and tells nothing twice', async () => {
  const { kubeConfig: direct, namespace } = there
  const client = createResourceClient(configMaps, { kubeConfig: direct })
  const create = (name: string) => client.create({ metadata: { name, namespace } })
  await using opened = await openGate(direct)
  const { gate, kubeConfig } = opened
  const backoff = { initialMs: 10, maxMs: 200 }
  {
    await using cache = createWatchCache(kubeConfig, configMaps, { namespace, backoff }).start()
    await cache.ready
    const recorded = recordChanges(cache)
    await create('before')
    await eventually(() => expect(recorded.held.has('before')).toBe(true))
    await there.restart('etcd')
    await eventually(() => create('after'))
    await expectSameAsList(cache, recorded, { kubeConfig: direct, resource: configMaps, namespace })
    const told = recorded.told.map((line) => line.split(' ').slice(0, 2).join(' '))
    expect(told.filter((line) => !line.endsWith('kube-root-ca.crt'))).toEqual(['ADDED before', 'ADDED after'])
    await eventually(() => expect(cache.health().state).toBe('live'))
  }
  // One that is kept for the next request may stay.
  await eventually(() => expect(gate.connections).toBeLessThanOrEqual(1))
})
