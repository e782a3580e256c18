import { expect, test } from 'vitest'
import { createClock } from '../../clock/createClock.ts'
import { startCluster } from '../../startCluster.ts'

const configMap = (name: string, more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'shop', ...more },
})
const shop = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }

async function start() {
  const clock = createClock({ stopped: true })
  const cluster = await startCluster({ clock, fixtures: [shop] })
  await clock.advance(0)
  return cluster
}

test('a namespace gets a service account and the certificate authority', async () => {
  await using cluster = await start()
  expect(cluster.api.get('serviceaccounts', { namespace: 'shop', name: 'default' })).toBeDefined()
  expect(cluster.api.get('configmaps', { namespace: 'shop', name: 'kube-root-ca.crt' })).toBeDefined()
})

test('a namespace that is deleted goes with all that is in it', async () => {
  await using cluster = await start()
  await cluster.api.create('configmaps', configMap('inside'))
  await cluster.api.delete('namespaces', { name: 'shop' })
  await cluster.clock.advance(0)
  expect(cluster.api.get('namespaces', { name: 'shop' })).toBeUndefined()
  expect(cluster.api.get('configmaps', { namespace: 'shop', name: 'inside' })).toBeUndefined()
})

test('what has a finalizer holds its namespace, which says so', async () => {
  await using cluster = await start()
  await cluster.api.create('configmaps', configMap('held', { finalizers: ['example.com/hold'] }))
  await cluster.api.delete('namespaces', { name: 'shop' })
  await cluster.clock.advance(0)
  const status = cluster.api.get('namespaces', { name: 'shop' })?.['status']
  expect(status).toMatchObject({
    phase: 'Terminating',
    conditions: [
      { type: 'NamespaceDeletionDiscoveryFailure', status: 'False' },
      { type: 'NamespaceDeletionGroupVersionParsingFailure', status: 'False' },
      { type: 'NamespaceDeletionContentFailure', status: 'False' },
      {
        type: 'NamespaceContentRemaining',
        message: 'Some resources are remaining: configmaps. has 1 resource instances',
      },
      {
        type: 'NamespaceFinalizersRemaining',
        message: 'Some content in the namespace has finalizers remaining: example.com/hold in 1 resource instances',
      },
    ],
  })

  await cluster.api.patch('configmaps', { namespace: 'shop', name: 'held' }, { metadata: { finalizers: null } })
  await cluster.clock.advance(0)
  expect(cluster.api.get('namespaces', { name: 'shop' })).toBeUndefined()
})
