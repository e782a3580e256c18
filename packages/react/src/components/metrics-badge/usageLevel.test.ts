import { environmentMetrics, podMetrics } from '@catalyst/testing'
import { expect, test } from 'vitest'
import { boundedUsage, usageLevel, worseLevel } from './usageLevel.ts'

test.each([
  [0.5, 1, 'normal'],
  [0.9, 1, 'high'],
  [1, 1, 'over'],
  [3, 1, 'over'],
  [3, undefined, 'normal'],
  [0, 0, 'normal'],
] as const)('%d of %d is %s', (usage, bound, level) => {
  expect(usageLevel({ usage, bound, boundBy: 'quota' })).toBe(level)
})

test('a pod is bound by its limits, an environment by its quota', () => {
  expect(boundedUsage(podMetrics()).cpu).toEqual({ usage: 0.12, bound: 0.5, boundBy: 'limit', request: 0.1 })
  expect(boundedUsage(environmentMetrics()).cpu).toEqual({ usage: 0.12, bound: 2, boundBy: 'quota' })
})

test('of two levels the worse one counts', () => {
  expect(worseLevel('high', 'over')).toBe('over')
  expect(worseLevel('high', 'normal')).toBe('high')
})
