import { expect, test } from 'vitest'
import { createClock } from '../../cluster/clock/createClock.ts'
import { createQueue } from './createQueue.ts'

function createTurns(reconcile: (turn: number) => Promise<number | undefined>) {
  const clock = createClock({ now: 0, stopped: true })
  const turns: number[] = []
  const queue = createQueue({
    clock,
    reconcile() {
      turns.push(clock.now())
      return reconcile(turns.length)
    },
  })
  return { clock, queue, turns }
}

test('what is added many times before its turn is looked at once', async () => {
  const { clock, queue, turns } = createTurns(async () => undefined)
  for (let count = 0; count < 5; count++) queue.add('a/b')
  await clock.advance(1000)
  expect(turns).toEqual([0])
})

test('what comes during a turn gets another one after it', async () => {
  const { clock, queue, turns } = createTurns(async (turn) => {
    if (turn === 1) queue.add('a/b')
    await clock.sleep(50)
    return undefined
  })
  queue.add('a/b')
  await clock.advance(1000)
  expect(turns).toEqual([0, 50])
})

test('a look that fails is repeated later and later', async () => {
  const { clock, queue, turns } = createTurns(async (turn) => {
    if (turn < 4) throw new Error('not yet')
    return undefined
  })
  queue.add('a/b')
  await clock.advance(60_000)
  expect(turns).toEqual([0, 400, 1200, 2800])
})

test('the sooner of two times counts', async () => {
  const { clock, queue, turns } = createTurns(async () => undefined)
  queue.add('a/b', 500)
  queue.add('a/b', 100)
  queue.add('a/b', 900)
  await clock.advance(2000)
  expect(turns).toEqual([100])
})

test('nothing happens once it is disposed of', async () => {
  const { clock, queue, turns } = createTurns(async () => 10)
  queue.add('a/b')
  await clock.advance(35)
  queue[Symbol.dispose]()
  await clock.advance(1000)
  expect(turns).toEqual([0, 10, 20, 30])
})
