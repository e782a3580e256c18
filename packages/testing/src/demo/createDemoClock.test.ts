import { expect, test } from 'vitest'
import { createClock } from '../cluster/clock/createClock.ts'
import { createDemoClock } from './createDemoClock.ts'

test('it leaps to a later time and never back, and who waits goes on waiting as long', async () => {
  const clock = createDemoClock(createClock({ now: 1000, stopped: true }))
  let rang = 0
  clock.setTimer(() => rang++, 500)
  clock.leapTo(90_000)
  clock.leapTo(50_000)
  expect(clock.now()).toBe(90_000)
  await clock.advance(499)
  expect(rang).toBe(0)
  await clock.advance(1)
  expect(rang).toBe(1)
  expect(clock.now()).toBe(90_500)
})
