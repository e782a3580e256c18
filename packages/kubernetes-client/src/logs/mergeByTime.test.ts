import { expect, test } from 'vitest'
import type { LogItem } from './logItems.ts'
import { mergeByTime } from './mergeByTime.ts'

const line = (time: number): LogItem => ({
  kind: 'line',
  time: String(time).padStart(5, '0'),
  text: String(time),
  containerId: 'x',
  ordinal: 1,
})

async function* source(...batches: number[][]): AsyncGenerator<LogItem[], void, undefined> {
  for (const batch of batches) {
    await new Promise((resolve) => setImmediate(resolve))
    yield batch.map(line)
  }
}

async function merged(...sources: AsyncGenerator<LogItem[], void, undefined>[]) {
  const given: string[] = []
  for await (const batch of mergeByTime(sources.map((one, index) => [index, one] as const))) {
    given.push(...batch.map(({ item }) => (item.kind === 'line' ? item.text : '')))
  }
  return given
}

test('merges in the order of times', async () => {
  const given = await merged(source([1, 4], [], [7, 10]), source([2, 3, 5]), source(), source([6], [8], [9]))
  expect(given).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'])
})

test('keeps the order of each source', async () => {
  expect(await merged(source([1, 5, 2, 6]), source([3, 4, 7]))).toEqual(['1', '3', '4', '5', '2', '6', '7'])
})

test('passes on what a source throws, and closes the others', async () => {
  let closed = false
  async function* endless(): AsyncGenerator<LogItem[], void, undefined> {
    try {
      for (let time = 1; ; time++) {
        await new Promise((resolve) => setImmediate(resolve))
        yield [line(time)]
      }
    } finally {
      closed = true
    }
  }
  async function* failing(): AsyncGenerator<LogItem[], void, undefined> {
    yield [line(3)]
    await new Promise((resolve) => setImmediate(resolve))
    throw new Error('forbidden')
  }
  await expect(merged(endless(), failing())).rejects.toThrow('forbidden')
  expect(closed).toBe(true)
})

test('reads no further than one batch ahead', async () => {
  let read = 0
  async function* counted(): AsyncGenerator<LogItem[], void, undefined> {
    for (let time = 1; time <= 1000; time++) {
      read++
      await new Promise((resolve) => setImmediate(resolve))
      yield [line(time)]
    }
  }
  let batches = 0
  for await (const _ of mergeByTime([['a', counted()]])) {
    await new Promise((resolve) => setTimeout(resolve, 1))
    if (++batches === 5) break
  }
  expect(read).toBeLessThanOrEqual(7)
})
