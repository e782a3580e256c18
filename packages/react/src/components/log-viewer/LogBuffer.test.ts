import { logLines } from '@catalyst/testing'
import { expect, test } from 'vitest'
import { LogBuffer } from './LogBuffer.ts'
import { isMarker } from './LogEntry.ts'
import type { LogSnapshot } from './LogSnapshot.ts'

const texts = (snapshot: LogSnapshot) =>
  [...snapshot.entries()].map((entry) => (isMarker(entry) ? entry.marker : entry.text))

function bufferOf(...lines: string[]): LogBuffer {
  const buffer = new LogBuffer()
  buffer.append(logLines(lines.length, { text: (number) => lines[number - 1] ?? '' }))
  return buffer
}

test('a snapshot holds what was there when it was taken, whatever comes later', () => {
  const buffer = new LogBuffer({ maxEntries: 4000 })
  buffer.append(logLines(2))
  const before = buffer.getSnapshot()
  buffer.append(logLines(1, { text: () => 'later' }))
  expect(texts(before)).toEqual(['line 1', 'line 2'])
  expect(texts(buffer.getSnapshot())).toEqual(['line 1', 'line 2', 'later'])
  buffer.append(logLines(5000))
  buffer.clear()
  expect(texts(before)).toEqual(['line 1', 'line 2'])
})

test('a snapshot stays the same object until something changes, and so does an entry', () => {
  const buffer = new LogBuffer()
  buffer.append(logLines(5))
  const before = buffer.getSnapshot()
  buffer.append([])
  expect(buffer.getSnapshot()).toBe(before)
  const entry = before.entryAt(3)
  buffer.append(logLines(5))
  expect(buffer.getSnapshot().entryAt(3)).toBe(entry)
})

test('what was packed reads as it was written, in every script and length', () => {
  const strange = [
    '',
    'plain',
    'ümläut',
    '你好 👋',
    'a\tb',
    'two\nlines',
    'half \ud800 pair',
    'x'.repeat(1_000_000),
    ' ',
  ]
  const buffer = new LogBuffer()
  for (let times = 0; times < 400; times++) {
    // Enough for many chunks, but the megabyte only once.
    const some = times === 0 ? strange : strange.filter((text) => text.length < 1000)
    buffer.append(logLines(some.length, { text: (number) => some[number - 1] ?? '' }))
  }
  // UTF-8 has no halves of characters.
  const whole = (text: string) => text.replace('\ud800', '\ufffd')
  const read = texts(buffer.getSnapshot()).map(whole)
  expect(read.slice(0, 9)).toEqual(strange.map(whole))
  expect(new Set(read.slice(9)).size).toBe(8)
  expect(read.length).toBe(9 + 399 * 8)
})

test.each([
  ['2026-08-24T09:15:00.123456789Z', '2026-08-24T09:15:00.123456789Z'],
  ['2026-08-24T09:15:00.5Z', '2026-08-24T09:15:00.500Z'],
  ['2026-08-24T09:15:00Z', '2026-08-24T09:15:00.000Z'],
  ['2026-08-24T11:15:00.000000001+02:00', '2026-08-24T09:15:00.000000001Z'],
  ['no time', ''],
])('the time %s is kept to the nanosecond', (time, expected) => {
  const buffer = new LogBuffer()
  const line = { pod: 'p', container: 'c', text: '' }
  buffer.append([
    { ...line, time: '2026-08-24T09:15:00.9Z' },
    { ...line, time },
  ])
  expect(buffer.getSnapshot().entryAt(1)).toEqual({ ...line, time: expected })
})

test('lines of years apart keep their times', () => {
  const times = ['1999-12-31T23:59:59.999999999Z', '2026-08-24T09:15:00.000000001Z', '1999-12-31T23:59:59.999999998Z']
  const buffer = new LogBuffer()
  buffer.append(times.map((time) => ({ time, pod: 'p', container: 'c', text: '' })))
  expect([...buffer.getSnapshot().entries()].map((entry) => ('time' in entry ? entry.time : ''))).toEqual(times)
})

test('above its limit the oldest entries go, and the numbers of the others stay', () => {
  const buffer = new LogBuffer({ maxEntries: 10 })
  buffer.append(logLines(12))
  const { first, count, dropped } = buffer.getSnapshot()
  expect({ first, count, dropped }).toEqual({ first: 3, count: 9, dropped: 3 })
  expect(texts(buffer.getSnapshot())[0]).toBe('line 4')
})

test('a few long lines are too much as well', () => {
  const buffer = new LogBuffer({ maxCharacters: 1000 })
  buffer.append(logLines(30, { text: () => 'x'.repeat(100) }))
  expect(buffer.getSnapshot()).toMatchObject({ count: 9, characters: 900, dropped: 21 })
  buffer.append(logLines(1, { text: () => 'y'.repeat(5000) }))
  expect(buffer.getSnapshot()).toMatchObject({ count: 1, characters: 5000 })
})

test('markers are entries and no lines', () => {
  const buffer = new LogBuffer({ maxEntries: 10 })
  buffer.append([...logLines(3), { marker: 'rotated' }, ...logLines(3)])
  expect(buffer.getSnapshot()).toMatchObject({ count: 7, lines: 6 })
  expect(texts(buffer.getSnapshot())[3]).toBe('rotated')
  buffer.append(logLines(6))
  expect(buffer.getSnapshot()).toMatchObject({ count: 9, lines: 9 })
})

test('a batch larger than any stack is there at once, and packed bit by bit', async () => {
  const buffer = new LogBuffer({ maxEntries: 1_000_000 })
  buffer.append(logLines(10, { text: () => 'before' }))
  buffer.append(logLines(300_000))
  buffer.append([...logLines(5, { text: () => 'after' }), { marker: 'gone' }])
  const before = buffer.getSnapshot()
  const read = (snapshot: LogSnapshot) => [
    snapshot.count,
    ...[0, 10, 12_345, 300_009, 300_010, 300_015].map((row) => snapshot.entryAt(row)),
  ]
  const expected = read(before)
  await expect.poll(() => buffer.getSnapshot().chunks.every((chunk) => chunk.isPacked)).toBe(true)
  const after = buffer.getSnapshot()
  expect(read(after)).toEqual(expected)
  expect(after.lines).toBe(300_015)
  const everything = [...after.entries()]
  expect(everything.length).toBe(300_016)
  expect([...before.entries()]).toEqual(everything)
})

test('what waits to be packed may be dropped or forgotten', async () => {
  const buffer = new LogBuffer({ maxEntries: 20_000 })
  buffer.append(logLines(30_000))
  buffer.append(logLines(15_000, { text: (number) => `more ${number}` }))
  await expect.poll(() => buffer.getSnapshot().chunks.every((chunk) => chunk.isPacked)).toBe(true)
  const snapshot = buffer.getSnapshot()
  expect(snapshot).toMatchObject({ first: 27_000, count: 18_000, lines: 18_000 })
  expect([...snapshot.entries()].length).toBe(18_000)
  expect(texts(snapshot)[0]).toBe('line 27001')
  expect(snapshot.characters).toBe(texts(snapshot).join('').length)
  buffer.append(logLines(15_000))
  buffer.clear()
  await new Promise((resolve) => setTimeout(resolve, 0))
  expect(buffer.getSnapshot()).toMatchObject({ count: 0, characters: 0 })
})

test('everybody who writes is listed once, in the order of their first lines', () => {
  const buffer = new LogBuffer()
  buffer.append([
    ...logLines(2, { pod: 'b' }),
    ...logLines(1, { pod: 'a', container: 'x' }),
    ...logLines(1, { pod: 'b' }),
  ])
  const { sources } = buffer.getSnapshot()
  expect(sources.map(({ key, hue }) => `${key} ${hue}`)).toEqual(['b/app 0', 'a/x 1'])
  buffer.append(logLines(1, { pod: 'b' }))
  expect(buffer.getSnapshot().sources).toBe(sources)
})

test('listeners hear of every change until they leave', () => {
  const buffer = bufferOf()
  let heard = 0
  const leave = buffer.subscribe(() => heard++)
  buffer.append(logLines(1))
  buffer.clear()
  leave()
  buffer.append(logLines(1))
  expect(heard).toBe(2)
  expect(buffer.getSnapshot()).toMatchObject({ first: 1, count: 1, dropped: 0 })
})
