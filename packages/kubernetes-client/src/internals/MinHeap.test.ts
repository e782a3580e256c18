import { expect, test } from 'vitest'
import { MinHeap } from './MinHeap.ts'

test('gives what was put in any order in ascending order', () => {
  const heap = new MinHeap<{ key: number }>((left, right) => left.key < right.key)
  const keys = Array.from({ length: 500 }, (_, index) => (index * 7919) % 503)
  for (const key of keys) heap.push({ key })
  const given = Array.from({ length: heap.size }, () => heap.pop()?.key)
  expect(given).toEqual([...keys].sort((left, right) => left - right))
  expect(heap.pop()).toBeUndefined()
})

test('takes and gives in turns', () => {
  const heap = new MinHeap<{ key: number }>((left, right) => left.key < right.key)
  heap.push({ key: 3 })
  heap.push({ key: 1 })
  expect(heap.pop()).toEqual({ key: 1 })
  heap.push({ key: 2 })
  expect([heap.pop(), heap.pop(), heap.size]).toEqual([{ key: 2 }, { key: 3 }, 0])
})
