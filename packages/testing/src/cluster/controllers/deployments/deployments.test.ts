import { describe, expect, test } from 'vitest'
import type { Pod } from '../../nodes/Pod.ts'
import { containerOf, startTestNode } from '../../nodes/testing/startTestNode.ts'
import type { Deployment, ReplicaSet } from '../workloads/Workload.ts'

const labels = { app: 'web' }
const deploymentOf = (script: string, spec: Partial<Deployment['spec']> = {}) => ({
  ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'default' } },
  spec: {
    replicas: 3,
    selector: { matchLabels: labels },
    template: {
      metadata: { labels },
      spec: { terminationGracePeriodSeconds: 1, containers: [containerOf({ script })] },
    },
    ...spec,
  },
})

async function start() {
  const node = await startTestNode()
  const { api, ref } = node
  return {
    ...node,
    apply: (deployment: ReturnType<typeof deploymentOf>) => api.apply('deployments.apps', deployment),
    deployment: () => api.get('deployments.apps', ref('web')) as Deployment | undefined,
    replicaSets: () => api.list('replicasets.apps', { namespace: 'default' }) as ReplicaSet[],
    pods: () => api.list('pods', { namespace: 'default', labelSelector: 'app=web' }) as Pod[],
    conditions() {
      const { conditions = [] } = (api.get('deployments.apps', ref('web')) as Deployment | undefined)?.status ?? {}
      return Object.fromEntries(conditions.map(({ type, status, reason }) => [type, `${status} ${reason}`]))
    },
  }
}

describe('a new deployment', () => {
  test('makes a replica set and pods, and becomes available with them', async () => {
    await using cluster = await start()
    await cluster.apply(deploymentOf('sleep 1000'))
    await cluster.clock.advance(0)
    expect(cluster.deployment()?.status).toMatchObject({ replicas: 3, updatedReplicas: 3, unavailableReplicas: 3 })
    expect(cluster.conditions()).toEqual({
      Available: 'False MinimumReplicasUnavailable',
      Progressing: 'True ReplicaSetUpdated',
    })

    await cluster.clock.advance(5000)
    const { status, metadata } = cluster.deployment() ?? {}
    expect(status).toMatchObject({ replicas: 3, updatedReplicas: 3, readyReplicas: 3, availableReplicas: 3 })
    expect(status?.unavailableReplicas).toBeUndefined()
    expect(status?.observedGeneration).toBe(metadata?.generation)
    expect(cluster.conditions()).toEqual({
      Available: 'True MinimumReplicasAvailable',
      Progressing: 'True NewReplicaSetAvailable',
    })
    expect(metadata?.annotations).toMatchObject({ 'deployment.kubernetes.io/revision': '1' })
    const [name] = cluster.replicaSets().map(({ metadata }) => metadata.name)
    expect(cluster.events('web', 'Deployment')).toEqual([
      `ScalingReplicaSet: Scaled up replica set ${name} from 0 to 3`,
    ])
  })

  test('replaces a pod that is deleted', async () => {
    await using cluster = await start()
    await cluster.apply(deploymentOf('sleep 1000'))
    await cluster.clock.advance(5000)
    const [first] = cluster.pods()
    await cluster.api.delete('pods', first!.metadata)
    await cluster.clock.advance(10_000)
    const names = cluster.pods().map(({ metadata }) => metadata.name)
    expect(names).toHaveLength(3)
    expect(names).not.toContain(first?.metadata.name)
  })

  test('that does not get on in time says so', async () => {
    await using cluster = await start()
    await cluster.apply(deploymentOf('exit 1', { progressDeadlineSeconds: 60 }))
    await cluster.clock.advance(120_000)
    expect(cluster.conditions()).toMatchObject({ Progressing: 'False ProgressDeadlineExceeded' })
  })
})

describe('a change of the template', () => {
  test('is rolled out without a time in which too few are there', async () => {
    await using cluster = await start()
    await cluster.apply(deploymentOf('sleep 1000'))
    await cluster.clock.advance(5000)
    await cluster.apply(deploymentOf('sleep 2000'))
    const available: number[] = []
    for (let step = 0; step < 40; step++) {
      await cluster.clock.advance(500)
      available.push(cluster.deployment()?.status?.availableReplicas ?? 0)
    }
    expect(Math.min(...available)).toBeGreaterThanOrEqual(3)
    expect(cluster.conditions()).toMatchObject({ Progressing: 'True NewReplicaSetAvailable' })
    expect(
      cluster
        .replicaSets()
        .map(({ spec }) => spec.replicas)
        .sort(),
    ).toEqual([0, 3])
    const scripts = cluster.pods().map(({ spec }) => spec.containers[0]?.command?.at(-1))
    expect(scripts).toEqual(['sleep 2000', 'sleep 2000', 'sleep 2000'])
    expect(cluster.deployment()?.metadata.annotations?.['deployment.kubernetes.io/revision']).toBe('2')
  })

  test('that does not work leaves the old running', async () => {
    await using cluster = await start()
    await cluster.apply(deploymentOf('sleep 1000'))
    await cluster.clock.advance(5000)
    await cluster.apply(deploymentOf('exit 1'))
    await cluster.clock.advance(60_000)
    const scripts = cluster.pods().map(({ spec }) => spec.containers[0]?.command?.at(-1))
    expect(scripts.sort()).toEqual(['exit 1', 'sleep 1000', 'sleep 1000', 'sleep 1000'])
  })

  test('and back again takes the replica set that was there', async () => {
    await using cluster = await start()
    await cluster.apply(deploymentOf('sleep 1000'))
    await cluster.clock.advance(5000)
    await cluster.apply(deploymentOf('sleep 2000'))
    await cluster.clock.advance(20_000)
    await cluster.apply(deploymentOf('sleep 1000'))
    await cluster.clock.advance(20_000)
    const revisions = cluster
      .replicaSets()
      .map(({ metadata }) => metadata.annotations?.['deployment.kubernetes.io/revision'])
    expect(revisions.sort()).toEqual(['2', '3'])
  })

  test('with Recreate waits until the old are gone', async () => {
    await using cluster = await start()
    const strategy = { type: 'Recreate' } as const
    await cluster.apply(deploymentOf('sleep 1000', { strategy }))
    await cluster.clock.advance(5000)
    await cluster.apply(deploymentOf('sleep 2000', { strategy }))
    await cluster.clock.advance(500)
    expect(cluster.pods().map(({ spec }) => spec.containers[0]?.command?.at(-1))).not.toContain('sleep 2000')
    await cluster.clock.advance(10_000)
    expect(cluster.pods().map(({ spec }) => spec.containers[0]?.command?.at(-1))).toEqual(Array(3).fill('sleep 2000'))
  })
})

test('scaling changes the number of pods', async () => {
  await using cluster = await start()
  await cluster.apply(deploymentOf('sleep 1000'))
  await cluster.clock.advance(5000)
  await cluster.api.patch('deployments.apps', cluster.ref('web'), { spec: { replicas: 1 } })
  await cluster.clock.advance(5000)
  expect(cluster.pods()).toHaveLength(1)
  expect(cluster.deployment()?.status).toMatchObject({ replicas: 1, availableReplicas: 1 })
})

test('a quota that is used up is told as a failure of the replica set', async () => {
  await using cluster = await start()
  await cluster.api.create('resourcequotas', {
    ...{ apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'few', namespace: 'default' } },
    spec: { hard: { pods: '2' } },
  })
  await cluster.clock.advance(0)
  await cluster.apply(deploymentOf('sleep 1000'))
  await cluster.clock.advance(5000)
  expect(cluster.pods()).toHaveLength(2)
  const failure = cluster.deployment()?.status?.conditions?.find(({ type }) => type === 'ReplicaFailure')
  expect(failure).toMatchObject({ status: 'True', reason: 'FailedCreate' })
  expect(failure?.message).toMatch(
    /is forbidden: exceeded quota: few, requested: pods=1, used: pods=2, limited: pods=2/,
  )
})

test('a namespace that is deleted takes its deployments along', async () => {
  await using cluster = await start()
  await cluster.api.create('namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } })
  await cluster.clock.advance(0)
  const deployment = deploymentOf('sleep 1000')
  await cluster.api.create('deployments.apps', { ...deployment, metadata: { name: 'web', namespace: 'shop' } })
  await cluster.clock.advance(5000)
  await cluster.api.delete('namespaces', { name: 'shop' })
  await cluster.clock.advance(500)
  expect(cluster.api.get('namespaces', { name: 'shop' })).toMatchObject({ status: { phase: 'Terminating' } })
  await cluster.clock.advance(5000)
  expect(cluster.api.get('namespaces', { name: 'shop' })).toBeUndefined()
  expect(cluster.api.list('pods', { namespace: 'shop' })).toEqual([])
})
