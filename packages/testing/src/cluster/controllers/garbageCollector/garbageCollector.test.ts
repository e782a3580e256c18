import { describe, expect, test } from 'vitest'
import { createClock } from '../../clock/createClock.ts'
import type { KubernetesObject } from '../../objects/KubernetesObject.ts'
import { startCluster } from '../../startCluster.ts'

const ref = (name: string) => ({ name, namespace: 'default' })

async function start() {
  const clock = createClock({ stopped: true })
  const { api, ...cluster } = await startCluster({ clock, nodes: 0 })
  const create = (name: string, owners: KubernetesObject[] = [], more: object = {}) => {
    const ownerReferences = owners.map(({ apiVersion, kind, metadata }) => ({
      ...{ apiVersion, kind, name: metadata.name, uid: metadata.uid, blockOwnerDeletion: true },
    }))
    const metadata = { ...ref(name), ...(owners.length > 0 && { ownerReferences }), ...more }
    return api.create('configmaps', { apiVersion: 'v1', kind: 'ConfigMap', metadata })
  }
  return {
    ...{ api, create, settle: () => clock.advance(0) },
    names: () => api.list('configmaps', { namespace: 'default' }).map(({ metadata }) => metadata.name),
    [Symbol.asyncDispose]: () => cluster.close(),
  }
}

describe('an object whose owner is deleted', () => {
  test('goes after it, and what it owns itself too', async () => {
    await using cluster = await start()
    const parent = await cluster.create('parent')
    const child = await cluster.create('child', [parent])
    await cluster.create('grandchild', [child])
    await cluster.api.delete('configmaps', ref('parent'))
    await cluster.settle()
    expect(cluster.names()).toEqual(['kube-root-ca.crt'])
  })

  test('stays as long as it has another owner, and forgets the one that is gone', async () => {
    await using cluster = await start()
    const [one, two] = [await cluster.create('one'), await cluster.create('two')]
    await cluster.create('shared', [one, two])
    await cluster.api.delete('configmaps', ref('one'))
    await cluster.settle()
    const references = cluster.api.get('configmaps', ref('shared'))?.metadata.ownerReferences
    expect(references?.map(({ name }) => name)).toEqual(['two'])
  })

  test('stays without owner when it is orphaned', async () => {
    await using cluster = await start()
    await cluster.create('orphan', [await cluster.create('parent')])
    await cluster.api.delete('configmaps', ref('parent'), { propagationPolicy: 'Orphan' })
    await cluster.settle()
    expect(cluster.names()).toEqual(['kube-root-ca.crt', 'orphan'])
    expect(cluster.api.get('configmaps', ref('orphan'))?.metadata.ownerReferences).toBeUndefined()
  })

  test('goes before it in the foreground', async () => {
    await using cluster = await start()
    await cluster.create('child', [await cluster.create('parent')], { finalizers: ['example.com/hold'] })
    await cluster.api.delete('configmaps', ref('parent'), { propagationPolicy: 'Foreground' })
    await cluster.settle()
    expect(cluster.api.get('configmaps', ref('child'))?.metadata.deletionTimestamp).toBeDefined()
    expect(cluster.names()).toContain('parent')
    await cluster.api.patch('configmaps', ref('child'), { metadata: { finalizers: null } })
    await cluster.settle()
    expect(cluster.names()).toEqual(['kube-root-ca.crt'])
  })

  test('goes too when it is created after the owner is gone', async () => {
    await using cluster = await start()
    const parent = await cluster.create('parent')
    await cluster.api.delete('configmaps', ref('parent'))
    await cluster.create('late', [parent])
    await cluster.settle()
    expect(cluster.names()).toEqual(['kube-root-ca.crt'])
  })
})
