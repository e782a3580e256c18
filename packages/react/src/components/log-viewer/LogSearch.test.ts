import { logLines } from '@catalyst/testing'
import { expect, test } from 'vitest'
import { LogBuffer } from './LogBuffer.ts'
import { LogSearch, matchAt, totalOf } from './LogSearch.ts'

function bufferOf(...texts: string[]): LogBuffer {
  const buffer = new LogBuffer()
  buffer.append(logLines(texts.length, { text: (number) => texts[number - 1] ?? '' }))
  return buffer
}

test('matches are counted in any case, several in a line, and through colours', () => {
  const matches = new LogSearch('err').read(bufferOf('Error: err', 'fine', 'e\x1b[31mrr\x1b[0mor').getSnapshot())
  expect(matches.rows).toEqual([0, 2])
  expect(totalOf(matches)).toBe(3)
})

test('each match is found by its number', () => {
  const matches = new LogSearch('a').read(bufferOf('aa', 'b', 'a', 'aaa').getSnapshot())
  const found = Array.from({ length: 7 }, (_, number) => matchAt(matches, number))
  expect(found.map((match) => match && `${match.row}.${match.occurrence}`)).toEqual([
    '0.0',
    '0.1',
    '2.0',
    '3.0',
    '3.1',
    '3.2',
    undefined,
  ])
})

test('lines that arrive later are found without a new search', () => {
  const buffer = bufferOf('needle')
  const search = new LogSearch('needle')
  const before = search.read(buffer.getSnapshot())
  buffer.append(logLines(3, { text: (number) => (number === 2 ? 'needle' : 'hay') }))
  expect(search.read(buffer.getSnapshot()).rows).toEqual([0, 2])
  expect(before.count).toBe(1)
})

test('matches in entries that were dropped are forgotten', () => {
  const buffer = new LogBuffer({ maxEntries: 10 })
  const search = new LogSearch('line')
  buffer.append(logLines(10))
  search.read(buffer.getSnapshot())
  buffer.append(logLines(5))
  const matches = search.read(buffer.getSnapshot())
  expect({ first: matches.rows[0], total: totalOf(matches) }).toEqual({ first: 6, total: 9 })
})

test('markers are not searched', () => {
  const buffer = new LogBuffer()
  buffer.append([{ marker: 'ended', reason: 'needle' }])
  expect(totalOf(new LogSearch('needle').read(buffer.getSnapshot()))).toBe(0)
})
