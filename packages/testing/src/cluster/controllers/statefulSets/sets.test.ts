import { expect, test } from 'vitest'
import type { Pod } from '../../nodes/Pod.ts'
import { containerOf, startTestNode } from '../../nodes/testing/startTestNode.ts'

const labels = { app: 'set' }
const templateOf = (script: string) => ({
  metadata: { labels },
  spec: { terminationGracePeriodSeconds: 1, containers: [containerOf({ script })] },
})

async function start() {
  const node = await startTestNode()
  const { api } = node
  const pods = () => api.list('pods', { namespace: 'default', labelSelector: 'app=set' }) as Pod[]
  return {
    ...node,
    pods,
    names: () => pods().map(({ metadata }) => metadata.name),
    scripts: () => pods().map(({ spec }) => spec.containers[0]?.command?.at(-1)),
  }
}

test('a stateful set starts its pods one after the other, by number, with volumes of their own', async () => {
  await using cluster = await start()
  const { api, clock, ref } = cluster
  await api.create('statefulsets.apps', {
    ...{ apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: ref('db') },
    spec: {
      ...{ replicas: 2, serviceName: 'db', selector: { matchLabels: labels }, template: templateOf('sleep 1000') },
      volumeClaimTemplates: [
        {
          metadata: { name: 'data' },
          spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
        },
      ],
    },
  })
  await clock.advance(0)
  expect(cluster.names()).toEqual(['db-0'])
  await clock.advance(5000)
  expect(cluster.names()).toEqual(['db-0', 'db-1'])
  const status = () => api.get('statefulsets.apps', ref('db'))?.['status']
  expect(status()).toMatchObject({ replicas: 2, readyReplicas: 2, currentReplicas: 2, updatedReplicas: 2 })
  expect(api.get('persistentvolumeclaims', ref('data-db-1'))).toMatchObject({ status: { phase: 'Bound' } })

  await api.patch('statefulsets.apps', ref('db'), { spec: { template: templateOf('sleep 2000') } })
  await clock.advance(3000)
  expect(cluster.scripts()).toContain('sleep 1000')
  await clock.advance(20_000)
  expect(cluster.scripts()).toEqual(['sleep 2000', 'sleep 2000'])

  await api.patch('statefulsets.apps', ref('db'), { spec: { replicas: 1 } })
  await clock.advance(5000)
  expect(cluster.names()).toEqual(['db-0'])
  expect(api.get('persistentvolumeclaims', ref('data-db-1'))).toBeDefined()
})

test('a daemon set has one pod on the node, and replaces it when its template changes', async () => {
  await using cluster = await start()
  const { api, clock, ref } = cluster
  await api.create('daemonsets.apps', {
    ...{ apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: ref('agent') },
    spec: { selector: { matchLabels: labels }, template: templateOf('sleep 1000') },
  })
  await clock.advance(5000)
  const status = () => api.get('daemonsets.apps', ref('agent'))?.['status']
  expect(status()).toMatchObject({ desiredNumberScheduled: 1, numberReady: 1, numberAvailable: 1 })
  await api.patch('daemonsets.apps', ref('agent'), { spec: { template: templateOf('sleep 2000') } })
  await clock.advance(10_000)
  expect(cluster.scripts()).toEqual(['sleep 2000'])
  expect(status()).toMatchObject({ updatedNumberScheduled: 1, numberReady: 1 })
})
