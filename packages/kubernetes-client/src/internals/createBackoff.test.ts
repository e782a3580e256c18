import { expect, test } from 'vitest'
import { createBackoff } from './createBackoff.ts'

test('bounds double from 100 ms to 30 s', () => {
  const backoff = createBackoff({ random: () => 1 })
  expect(Array.from({ length: 11 }, () => backoff.next())).toEqual([
    100, 200, 400, 800, 1600, 3200, 6400, 12_800, 25_600, 30_000, 30_000,
  ])
})

test('a delay is anything below its bound', () => {
  const backoff = createBackoff({ random: () => 0.25, initialMs: 1000 })
  expect([backoff.next(), backoff.next()]).toEqual([250, 500])
})

test.each([
  [0, [100, 200]],
  [0.5, [50, 100]],
  [1, [0, 0]],
])('with a jitter of %d the least delays are %j', (jitter, delays) => {
  const backoff = createBackoff({ random: () => 0, jitter })
  expect([backoff.next(), backoff.next()]).toEqual(delays)
})

test('a healthy period begins anew', () => {
  const backoff = createBackoff({ random: () => 1 })
  backoff.next()
  backoff.next()
  backoff.reset()
  expect(backoff.next()).toBe(100)
})
