import { expect, test } from 'vitest'
import { podOf, startTestNode } from '../../nodes/testing/startTestNode.ts'

async function start() {
  const node = await startTestNode()
  const { api, clock, ref } = node
  await api.create('services', {
    ...{ apiVersion: 'v1', kind: 'Service', metadata: ref('web') },
    spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 'http' }] },
  })
  const ports = [{ name: 'http', containerPort: 8080 }]
  const readinessProbe = { exec: { command: ['cat', '/tmp/ready'] }, periodSeconds: 1 }
  const pod = podOf('web', [{ script: 'sleep 3; touch /tmp/ready; sleep 1000', ports, readinessProbe }])
  await api.create('pods', { ...pod, metadata: { ...pod.metadata, labels: { app: 'web' } } })
  await clock.advance(2000)
  return {
    ...node,
    subsets: () => api.get('endpoints', ref('web'))?.['subsets'],
    slices: () => api.list('endpointslices.discovery.k8s.io', { namespace: 'default' }),
  }
}

test('a pod stands behind its service once it is ready', async () => {
  await using cluster = await start()
  const ip = cluster.pod('web')?.status?.podIP
  expect(cluster.subsets()).toMatchObject([{ notReadyAddresses: [{ ip }], ports: [{ port: 8080, protocol: 'TCP' }] }])
  expect(cluster.slices()).toMatchObject([{ endpoints: [{ addresses: [ip], conditions: { ready: false } }] }])

  await cluster.clock.advance(10_000)
  expect(cluster.subsets()).toMatchObject([{ addresses: [{ ip, targetRef: { kind: 'Pod', name: 'web' } }] }])
  expect(cluster.slices()).toMatchObject([
    { endpoints: [{ addresses: [ip], conditions: { ready: true, serving: true, terminating: false } }] },
  ])
})

test('what is made for a service goes with it', async () => {
  await using cluster = await start()
  await cluster.api.delete('services', cluster.ref('web'))
  await cluster.clock.advance(0)
  expect(cluster.subsets()).toBeUndefined()
  expect(cluster.slices()).toEqual([])
})
