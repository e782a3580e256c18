import { expect, test } from 'vitest'
import { backoffDelay } from './backoffDelay.ts'

test('delays double up to the maximum', () => {
  const delays = [0, 1, 2, 3, 8, 9, 1000].map((failures) => backoffDelay(failures, { random: () => 1 }))
  expect(delays).toEqual([100, 200, 400, 800, 25_600, 30_000, 30_000])
})

test('jitter takes at most half of the delay away', () => {
  expect(backoffDelay(3, { random: () => 0 })).toBe(400)
})
