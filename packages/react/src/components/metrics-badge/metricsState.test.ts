import { environmentMetrics, podMetrics } from '@catalyst/testing'
import { expect, test } from 'vitest'
import { metricsBadgeMessages as words } from './metricsBadgeMessages.ts'
import { metricsState, usageWarnings } from './metricsState.ts'

const mebibyte = 2 ** 20

test('nothing yet, failed, not to be had and usage are told apart', () => {
  expect(metricsState(undefined, false)).toEqual({ state: 'loading' })
  expect(metricsState(undefined, true)).toEqual({ state: 'failed' })
  expect(metricsState({ available: false, reason: 'Forbidden', message: '' }, false)).toEqual({
    state: 'unavailable',
    reason: 'Forbidden',
  })
  const metrics = podMetrics()
  expect(metricsState({ available: true, metrics }, false)).toEqual({ state: 'available', metrics })
  // What was measured last is shown as long as it is there.
  expect(metricsState(metrics, true)).toEqual({ state: 'available', metrics })
})

test('a pod near its own limit is told although its environment has room', () => {
  const hungry = podMetrics({ name: 'web-1', memory: { usage: 500 * mebibyte, limit: 512 * mebibyte } })
  expect(usageWarnings(environmentMetrics({ pods: [podMetrics(), hungry] }), words)).toEqual([
    'Warning: Memory is close to its limit (web-1)',
  ])
})

test('of a pod with one container the same is not said twice', () => {
  const memory = { usage: 512 * mebibyte, limit: 512 * mebibyte }
  expect(usageWarnings(podMetrics({ memory }), words)).toEqual(['Critical: Memory is at its limit'])
})

test('a container that is at its limit is named where the pod as a whole is not', () => {
  const full = { usage: 1, limit: 1 }
  const metrics = podMetrics({ cpu: { usage: 1.1, limit: 3 } })
  const containers = [
    { name: 'app', cpu: full, memory: { usage: 1 } },
    { name: 'mesh', cpu: { usage: 0.1, limit: 2 }, memory: { usage: 1 } },
  ]
  expect(usageWarnings({ ...metrics, containers }, words)).toEqual(['Critical: CPU is at its limit (app)'])
})
