import { podMetrics } from '@catalyst/testing'
import { expect, test } from 'vitest'
import { historySpan, withSample, type UsageSample } from './usageHistory.ts'

const at = (time: number) => ({ ...podMetrics(), timestamp: new Date(time).toISOString() })

test('what was measured is kept once, in order, for a quarter of an hour', () => {
  let history: readonly UsageSample[] = []
  const begin = Date.parse('2026-01-01T00:00:00Z')
  for (let count = 0; count <= 100; count++) history = withSample(history, at(begin + count * 15_000))
  expect(history.at(-1)).toEqual({ time: begin + 1_500_000, cpu: 0.12, memory: 180 * 2 ** 20 })
  expect(history).toHaveLength(historySpan / 15_000)
  expect(withSample(history, at(begin + 1_500_000))).toBe(history)
  expect(withSample(history, at(begin))).toBe(history)
  expect(withSample(history, { ...podMetrics(), timestamp: 'never' })).toBe(history)
})
