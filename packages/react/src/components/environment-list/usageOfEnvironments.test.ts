import { environment, podMetrics, problem, project } from '@catalyst/testing'
import { expect, test } from 'vitest'
import { unavailableUsage, usageOfEnvironments } from './usageOfEnvironments.ts'

const namespace = 'payments-checkout-pr-42'

test('usage of all pods of an environment is summed up against the quota of its project', () => {
  const pods = [
    podMetrics({ name: 'a', namespace, cpu: { usage: 0.5 }, memory: { usage: 100 } }),
    podMetrics({ name: 'b', namespace, cpu: { usage: 0.25 }, memory: { usage: 50 } }),
    podMetrics({ name: 'c', namespace: 'payments-checkout-pr-43', cpu: { usage: 9 } }),
  ]
  expect(usageOfEnvironments(pods, [project()])(environment())).toMatchObject({
    available: true,
    cpu: { usage: 0.75, quota: 2 },
    memory: { usage: 150, quota: 4 * 2 ** 30 },
  })
})

test('without its project there is usage and no quota', () => {
  const usage = usageOfEnvironments([podMetrics({ namespace })], [project({ name: 'other' })])(environment())
  expect(usage).toMatchObject({ available: true })
  expect(usage).not.toHaveProperty('cpu.quota')
})

test('an environment of which no pod was measured is not yet known', () => {
  expect(usageOfEnvironments([], [])(environment())).toMatchObject({ available: false, reason: 'NotYetKnown' })
})

test.each([
  [problem('NOT_FOUND', { missing: 'type', reason: 'NotInstalled' }), 'NotInstalled'],
  [problem('FORBIDDEN'), 'Forbidden'],
  [problem('UPSTREAM_UNAVAILABLE'), 'Unreachable'],
])('a problem of the topic is the reason for every environment', (given, reason) => {
  expect(unavailableUsage(given)(environment())).toMatchObject({ available: false, reason })
})
