import { getPodMetrics, isNotFound, listPodMetrics } from '@catalyst/kubernetes-client'
import { describe, expect, test } from 'vitest'
import { eventually } from './support/eventually.ts'
import { rejection } from './support/rejection.ts'
import { runPod } from './support/runPod.ts'
import { useSubject } from './support/useSubject.ts'

describe('on a cluster that measures', () => {
  const subject = useSubject({ node: true }, async (subject) => {
    const resources = { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '64Mi' } }
    const containers = [
      {
        name: 'busy',
        script: 'while :; do i=0; while [ $i -lt 5000 ]; do i=$((i+1)); done; sleep 0.1; done',
        resources: { ...resources, limits: { cpu: '100m', memory: '64Mi' } },
      },
      { name: 'idle', script: 'sleep 3600', resources },
    ]
    await runPod(subject, 'measured', { containers, labels: { app: 'measured' } })
  })
  const ref = () => ({ namespace: subject.namespace, pod: 'measured' })

  test('a pod tells what its containers use, beside what they asked for', async () => {
    const { metrics } = await eventually(
      async () => {
        const result = await getPodMetrics(subject.kubeConfig, ref())
        if (!result.available) throw new Error(result.message)
        return result
      },
      { within: 55_000, every: 1000 },
    )
    const busy = metrics.containers.find(({ name }) => name === 'busy')
    const idle = metrics.containers.find(({ name }) => name === 'idle')
    expect(busy?.cpu).toMatchObject({ request: 0.01, limit: 0.1 })
    expect(busy?.cpu.usage).toBeGreaterThan(0)
    expect(idle?.cpu.usage).toBeLessThan(busy?.cpu.usage ?? 0)
    expect(idle?.memory).toMatchObject({ request: 16 * 2 ** 20, limit: 64 * 2 ** 20 })
    expect(idle?.memory.usage).toBeGreaterThan(0)
    expect(metrics.cpu.usage).toBeCloseTo((busy?.cpu.usage ?? 0) + (idle?.cpu.usage ?? 0), 9)
    expect(Date.parse(metrics.timestamp)).not.toBeNaN()
  })

  test('a list holds the pods that match', async () => {
    const list = (labelSelector: string) =>
      listPodMetrics(subject.kubeConfig, { namespace: subject.namespace, labelSelector })
    const names = await eventually(
      async () => {
        const result = await list('app=measured')
        if (!result.available || result.items.length === 0) throw new Error('not measured yet')
        return result.items.map(({ metadata }) => metadata.name)
      },
      { within: 55_000, every: 1000 },
    )
    expect(names).toEqual(['measured'])
    expect(await list('app=other')).toEqual({ available: true, items: [] })
  })

  test('a pod that is not there is not found', async () => {
    await rejection(getPodMetrics(subject.kubeConfig, { ...ref(), pod: 'nobody' }), isNotFound)
  })
})

describe('on a cluster that does not measure', () => {
  const subject = useSubject({ compaction: true })

  test('that is an answer in plain words and no error', async () => {
    const result = await listPodMetrics(subject.kubeConfig, { namespace: subject.namespace })
    expect(result).toMatchObject({
      available: false,
      reason: 'NotInstalled',
      message: expect.stringMatching(/metrics/i),
    })
  })
})
