import { expect, test } from 'vitest'
import { TokenBuckets } from './TokenBuckets.ts'

function at(options: { burst: number; perMinute: number; maxBuckets?: number }) {
  const clock = { now: 0 }
  return { clock, buckets: new TokenBuckets({ ...options, now: () => clock.now }) }
}

test('a burst is given at once, and then one at a time at the steady pace', () => {
  const { clock, buckets } = at({ burst: 3, perMinute: 60 })
  expect([1, 2, 3, 4].map(() => buckets.take('ann'))).toEqual([0, 0, 0, 1000])
  clock.now = 400
  expect(buckets.take('ann')).toBe(600)
  clock.now = 1000
  expect(buckets.take('ann')).toBe(0)
  expect(buckets.take('ann')).toBe(1000)
})

test('being refused costs nothing, so that whoever waits as told is served', () => {
  const { clock, buckets } = at({ burst: 1, perMinute: 60 })
  buckets.take('ann')
  for (let count = 0; count < 100; count++) buckets.take('ann')
  clock.now = 1000
  expect(buckets.take('ann')).toBe(0)
})

test('an hour of quiet gives no more than a burst', () => {
  const { clock, buckets } = at({ burst: 2, perMinute: 60 })
  buckets.take('ann')
  clock.now = 3_600_000
  expect([1, 2, 3].map(() => buckets.take('ann'))).toEqual([0, 0, 1000])
})

test('one does not take from another', () => {
  const { buckets } = at({ burst: 1, perMinute: 60 })
  expect([buckets.take('ann'), buckets.take('ben'), buckets.take('ann')]).toEqual([0, 0, 1000])
})

test('looking takes nothing and makes no bucket', () => {
  const { buckets } = at({ burst: 1, perMinute: 60 })
  expect([buckets.waitOf('ann'), buckets.waitOf('ann'), buckets.size]).toEqual([0, 0, 0])
  buckets.take('ann')
  expect(buckets.waitOf('ann')).toBe(1000)
})

test('no more buckets are kept than there may be, those in use longest', () => {
  const { buckets } = at({ burst: 1, perMinute: 60, maxBuckets: 2 })
  buckets.take('ann')
  buckets.take('ben')
  buckets.take('ann')
  buckets.take('cat')
  expect(buckets.size).toBe(2)
  expect([buckets.waitOf('ann'), buckets.waitOf('ben')]).toEqual([1000, 0])
})
