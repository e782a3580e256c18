import { expect, test } from 'vitest'
import { IdleLimit } from './IdleLimit.ts'

function after(pauses: number[]) {
  const limit = new IdleLimit(60_000, 0)
  let now = 0
  for (const pause of pauses) limit.mark((now += pause))
  return limit.ms
}

test('a quiet log may be silent for long', () => {
  expect(after([])).toBe(60_000)
  expect(after([30_000, 30_000])).toBe(60_000)
})

test('a busy log is missed soon', () => {
  expect(after(Array.from({ length: 100 }, () => 100))).toBe(5000)
})

test('silence that was for nothing makes patient again', () => {
  const busy = Array.from({ length: 100 }, () => 100)
  expect(after([...busy, 5000])).toBeGreaterThan(15_000)
  expect(after([...busy, 5000, 20_000])).toBe(60_000)
})
