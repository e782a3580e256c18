import type { Pod } from '@catalyst/api'
import { expect, test } from 'vitest'
import type { MeasuredPod } from './podMetricsResource.ts'
import { toPodMetrics } from './toPodMetrics.ts'

type Resources = { requests?: Record<string, string>; limits?: Record<string, string> }

function measured(usage: Record<string, { cpu?: string; memory?: string }>): MeasuredPod {
  return {
    metadata: { name: 'app-0', namespace: 'acme' },
    timestamp: '2026-01-01T00:00:00Z',
    window: '15s',
    containers: Object.entries(usage).map(([name, use]) => ({ name, usage: use })),
  }
}

function pod(containers: Record<string, Resources>, initContainers: Record<string, Resources> = {}): Pod {
  const list = (entries: Record<string, Resources>) =>
    Object.entries(entries).map(([name, resources]) => ({ name, resources }))
  return { metadata: { name: 'app-0' }, spec: { containers: list(containers), initContainers: list(initContainers) } }
}

test('usage is in cores and bytes, beside requests and limits', () => {
  const resources = { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '1', memory: '128Mi' } }
  const metrics = toPodMetrics(measured({ app: { cpu: '250m', memory: '1Mi' } }), pod({ app: resources }))
  expect(metrics).toMatchObject({
    metadata: { name: 'app-0', namespace: 'acme' },
    timestamp: '2026-01-01T00:00:00Z',
    window: '15s',
    containers: [{ name: 'app' }],
    cpu: { usage: 0.25, request: 0.1, limit: 1 },
    memory: { usage: 1_048_576, request: 67_108_864, limit: 134_217_728 },
  })
})

test('a pod is the sum of its containers, sidecars included', () => {
  const metrics = toPodMetrics(
    measured({ app: { cpu: '200m' }, proxy: { cpu: '50m' } }),
    pod(
      { app: { requests: { cpu: '1' }, limits: { cpu: '2' } } },
      { proxy: { requests: { cpu: '500m' }, limits: { cpu: '1' } } },
    ),
  )
  expect(metrics.cpu).toEqual({ usage: 0.25, request: 1.5, limit: 3 })
})

test('a pod with a container without a limit has none', () => {
  const metrics = toPodMetrics(
    measured({ app: { cpu: '200m' }, helper: { cpu: '50m' } }),
    pod({ app: { requests: { cpu: '1' }, limits: { cpu: '2' } }, helper: {} }),
  )
  expect(metrics.cpu).toEqual({ usage: 0.25, request: 1 })
})

test('usage alone is told where the pod is not known', () => {
  expect(toPodMetrics(measured({ app: { cpu: '156340n', memory: '12Ki' } }))).toMatchObject({
    containers: [{ name: 'app', cpu: { usage: 0.000_156_34 }, memory: { usage: 12_288 } }],
  })
})
