import { environmentMetrics, podMetrics } from '@catalyst/testing'
import { expect, test } from 'vitest'
import { boundedUsage, usageLevel, worseLevel } from './usageLevel.ts'

test.each([
  [0.5, 1, 'normal'],
  [0.9, 1, 'high'],
  [0.18, 0.2, 'high'],
  [1, 1, 'over'],
  [3, 1, 'over'],
  [3, undefined, 'normal'],
  [0, 0, 'normal'],
] as const)('%d of %d is %s', (usage, bound, level) => {
  expect(usageLevel({ usage, bound, boundBy: 'quota' })).toBe(level)
})

test('a pod is bound by its limits, an environment by its quota', () => {
  expect(boundedUsage(podMetrics()).cpu).toEqual({ usage: 0.12, bound: 0.5, boundBy: 'limit', request: 0.1 })
  expect(boundedUsage(environmentMetrics()).cpu).toEqual({
    usage: 0.12,
    bound: 2,
    boundBy: 'quota',
    request: 0.1,
    limit: 0.5,
  })
})

test('of two levels the worse one counts', () => {
  expect(worseLevel('high', 'over')).toBe('over')
  expect(worseLevel('high', 'normal')).toBe('high')
})

test('limits of pods add up only where each has one', () => {
  const limited = podMetrics({ cpu: { usage: 0.1, request: 0.1, limit: 1 } })
  const unlimited = podMetrics({ cpu: { usage: 0.1 } })
  const { cpu } = boundedUsage(environmentMetrics({ pods: [limited, limited, unlimited] }))
  expect(cpu).toMatchObject({ request: 0.2, limit: undefined })
  expect(boundedUsage(environmentMetrics({ pods: [limited, limited] })).cpu.limit).toBe(2)
  expect(boundedUsage(environmentMetrics({ pods: [] })).cpu.request).toBeUndefined()
})
