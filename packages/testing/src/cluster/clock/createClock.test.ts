import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createClock } from './createClock.ts'

const start = Date.UTC(2030, 0, 1)

test('a stopped clock stands until it is advanced', async () => {
  const clock = createClock({ now: start, stopped: true })
  await nextTurn()
  expect(clock.now()).toBe(start)
  await clock.advance(1500)
  expect(clock.now()).toBe(start + 1500)
})

test('timers fire in the order of their times, equal ones as they were set, each at its own time', async () => {
  const clock = createClock({ now: start, stopped: true })
  const fired: string[] = []
  const set = (name: string, ms: number) => clock.setTimer(() => fired.push(`${name} ${clock.now() - start}`), ms)
  set('late', 300)
  set('first', 100)
  set('second', 100)
  set('never', 1000)
  await clock.advance(300)
  expect(fired).toEqual(['first 100', 'second 100', 'late 300'])
})

test('a timer that is set by another one fires in the same advance when it is due', async () => {
  const clock = createClock({ now: start, stopped: true })
  const fired: number[] = []
  const again = () => {
    fired.push(clock.now() - start)
    clock.setTimer(again, 100)
  }
  clock.setTimer(again, 100)
  await clock.advance(350)
  expect(fired).toEqual([100, 200, 300])
})

test('what a timer causes settles before time moves on', async () => {
  const clock = createClock({ now: start, stopped: true })
  const seen: number[] = []
  clock.setTimer(() => {
    void (async () => {
      for (let turn = 0; turn < 5; turn++) await nextTurn()
      seen.push(clock.now() - start)
    })()
  }, 100)
  clock.setTimer(() => undefined, 200)
  await clock.advance(1000)
  expect(seen).toEqual([100])
})

test('a timer that is disposed of does not fire', async () => {
  const clock = createClock({ now: start, stopped: true })
  let fired = false
  const timer = clock.setTimer(() => (fired = true), 100)
  timer[Symbol.dispose]()
  await clock.advance(200)
  expect(fired).toBe(false)
})

test('a clock that runs fires by itself', async () => {
  const clock = createClock()
  const before = clock.now()
  await clock.sleep(5)
  expect(clock.now()).toBeGreaterThanOrEqual(before + 5)
})

test('a sleep ends with the reason of its signal', async () => {
  const clock = createClock({ stopped: true })
  const controller = new AbortController()
  const sleeping = clock.sleep(1000, { signal: controller.signal })
  controller.abort(new Error('enough'))
  await expect(sleeping).rejects.toThrow('enough')
  await expect(clock.sleep(1, { signal: controller.signal })).rejects.toThrow('enough')
})

test('a clock that is started again goes on from where it stood', async () => {
  const clock = createClock({ now: start })
  clock.stop()
  expect(clock.isStopped).toBe(true)
  const stood = clock.now()
  await nextTurn()
  expect(clock.now()).toBe(stood)
  clock.start()
  await clock.sleep(2)
  expect(clock.now()).toBeGreaterThan(stood)
})
