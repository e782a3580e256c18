import { logLines } from '@catalyst/testing'
import { expect, test } from 'vitest'
import { isMarker, LogBuffer, type LogSnapshot } from './LogBuffer.ts'

const texts = ({ entries, count }: LogSnapshot) =>
  entries.slice(0, count).map((entry) => (isMarker(entry) ? entry.marker : entry.text))

test('a snapshot holds what was there when it was taken, whatever comes later', () => {
  const buffer = new LogBuffer()
  buffer.append(logLines(2))
  const before = buffer.getSnapshot()
  buffer.append(logLines(1, { text: () => 'later' }))
  expect(texts(before)).toEqual(['line 1', 'line 2'])
  expect(texts(buffer.getSnapshot())).toEqual(['line 1', 'line 2', 'later'])
})

test('a snapshot stays the same object until something changes', () => {
  const buffer = new LogBuffer()
  const before = buffer.getSnapshot()
  buffer.append([])
  expect(buffer.getSnapshot()).toBe(before)
})

test('above its limit the oldest entries go, and the numbers of the others stay', () => {
  const buffer = new LogBuffer({ maxEntries: 10 })
  buffer.append(logLines(12))
  const { first, count } = buffer.getSnapshot()
  expect({ first, count }).toEqual({ first: 3, count: 9 })
  expect(texts(buffer.getSnapshot())[0]).toBe('line 4')
})

test('markers are entries and no lines', () => {
  const buffer = new LogBuffer({ maxEntries: 10 })
  buffer.append([...logLines(3), { marker: 'rotated' }, ...logLines(3)])
  expect(buffer.getSnapshot()).toMatchObject({ count: 7, lines: 6 })
  buffer.append(logLines(6))
  expect(buffer.getSnapshot()).toMatchObject({ count: 9, lines: 9 })
})

test('a batch larger than any stack is taken', () => {
  const buffer = new LogBuffer({ maxEntries: 1_000_000 })
  buffer.append(logLines(300_000))
  expect(buffer.getSnapshot().count).toBe(300_000)
})

test('listeners hear of every change until they leave', () => {
  const buffer = new LogBuffer()
  let heard = 0
  const leave = buffer.subscribe(() => heard++)
  buffer.append(logLines(1))
  buffer.clear()
  leave()
  buffer.append(logLines(1))
  expect(heard).toBe(2)
  expect(buffer.getSnapshot()).toMatchObject({ first: 1, count: 1 })
})
