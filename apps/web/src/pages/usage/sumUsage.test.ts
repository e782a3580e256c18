import type { Environment, EnvironmentMetrics } from '@catalyst/api'
import { environment } from '@catalyst/testing'
import { expect, test } from 'vitest'
import { sumUsage } from './sumUsage.ts'

const all = ['pr-1', 'pr-2', 'pr-3'].map((name) => environment({ name }))
const measured = (cpu: number, memory: number, quota?: number): EnvironmentMetrics => ({
  available: true,
  namespace: 'x',
  timestamp: '2026-01-01T00:00:00Z',
  cpu: { usage: cpu, ...(quota === undefined ? {} : { quota }) },
  memory: { usage: memory },
  pods: [],
})
const byName = (usages: Record<string, EnvironmentMetrics>) => (one: Environment) => usages[one.metadata.name]

test('what is measured is added up, and who is near the quota is counted', () => {
  const usages = { 'pr-1': measured(0.5, 100, 2), 'pr-2': measured(1.8, 50, 2), 'pr-3': measured(3, 25, 2) }
  expect(sumUsage(all, byName(usages))).toEqual({ cpu: 5.3, memory: 175, measured: 3, nearQuota: 2 })
})

test('what is not known is no zero: it is not counted', () => {
  const unknown: EnvironmentMetrics = { available: false, reason: 'NotYetKnown', message: '' }
  expect(sumUsage(all, byName({ 'pr-1': measured(1, 10), 'pr-2': unknown }))).toEqual({
    cpu: 1,
    memory: 10,
    measured: 1,
    nearQuota: 0,
  })
})
