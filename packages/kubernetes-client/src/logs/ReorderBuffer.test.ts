import { expect, test } from 'vitest'
import { ReorderBuffer } from './ReorderBuffer.ts'

function filled(...items: [source: string, item: string, time: string | undefined, arrivedAt: number][]) {
  const buffer = new ReorderBuffer<string>()
  for (const [source, item, time, now] of items) buffer.add(source, item, { time, now })
  return buffer
}

test('gives in the order of times what arrives within the window', () => {
  const buffer = filled(['a', 'third', '3', 0], ['b', 'first', '1', 10], ['c', 'second', '2', 20])
  expect(buffer.take({ windowMs: 100, now: 99, maxWeight: 10 })).toEqual([])
  expect(buffer.take({ windowMs: 100, now: 100, maxWeight: 10 })).toEqual(['first', 'second', 'third'])
  expect(buffer.dueAt(100)).toBeUndefined()
})

test('what comes too late comes at once', () => {
  const buffer = filled(['a', 'second', '2', 0])
  expect(buffer.take({ windowMs: 100, now: 100, maxWeight: 10 })).toEqual(['second'])
  buffer.add('b', 'first', { time: '1', now: 150 })
  expect(buffer.take({ windowMs: 100, now: 250, maxWeight: 10 })).toEqual(['first'])
})

test('one source never overtakes itself, and what has no time stays behind the line before it', () => {
  const buffer = filled(
    ['a', '1', '5', 0],
    ['a', '2', '4', 0],
    ['a', 'state', undefined, 0],
    ['b', 'between', '5', 0],
    ['b', 'early', '1', 0],
  )
  expect(buffer.take({ windowMs: 0, now: 0, maxWeight: 10 })).toEqual(['1', '2', 'state', 'between', 'early'])
})

test('gives no more than is asked for', () => {
  const buffer = filled(['a', '1', '1', 0], ['a', '2', '2', 0], ['a', '3', '3', 0])
  expect(buffer.take({ windowMs: 0, now: 0, maxWeight: 2 })).toEqual(['1', '2'])
  expect([buffer.size, buffer.weight]).toEqual([1, 1])
})

test('stays right over many items', () => {
  const buffer = new ReorderBuffer<number>()
  const given: number[] = []
  for (let index = 0; index < 10_000; index++) {
    buffer.add(index % 3, index, { time: String(index).padStart(6, '0'), now: index })
    if (index % 7 === 0) given.push(...buffer.take({ windowMs: 50, now: index, maxWeight: 20 }))
  }
  given.push(...buffer.take({ windowMs: 0, now: 20_000, maxWeight: 10_000 }))
  expect(given).toEqual(Array.from({ length: 10_000 }, (_, index) => index))
})
