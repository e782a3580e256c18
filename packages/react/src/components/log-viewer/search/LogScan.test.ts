import { logLines } from '@catalyst/testing'
import { expect, test } from 'vitest'
import { LogBuffer } from '../LogBuffer.ts'
import type { LogEntry } from '../LogEntry.ts'
import { defaultFilter, type LogFilter } from '../LogFilter.ts'
import { compileQuery } from './compileQuery.ts'
import type { LogMatches } from './LogMatches.ts'
import { LogScan } from './LogScan.ts'
import type { RowList } from './RowList.ts'

function bufferOf(...texts: string[]): LogBuffer {
  const buffer = new LogBuffer()
  // Few enough at a time to be packed at once.
  for (let from = 0; from < texts.length; from += 5000) buffer.append(linesOf(...texts.slice(from, from + 5000)))
  return buffer
}

const linesOf = (...texts: string[]) => logLines(texts.length, { text: (number) => texts[number - 1] ?? '' })

function scanFor(filter: Partial<LogFilter>, json = false): LogScan {
  const whole = { ...defaultFilter, ...filter }
  return new LogScan({ filter: whole, finder: compileQuery(whole).finder, json })
}

const listOf = (rows: RowList | undefined) => rows && Array.from({ length: rows.length }, (_, index) => rows.at(index))
const namesOf = (matches: LogMatches) =>
  Array.from({ length: matches.total + 1 }, (_, number) => {
    const match = matches.at(number)
    return match && `${match.row}.${match.occurrence}`
  })

test('matches are counted in any case, several in a line, and through colours', () => {
  const { matches } = scanFor({ text: 'err' }).read(
    bufferOf('Error: err', 'fine', 'e\x1b[31mrr\x1b[0mor').getSnapshot(),
  )
  expect(namesOf(matches)).toEqual(['0.0', '0.1', '2.0', undefined])
})

test('each match is found by its number, and its number by the match', () => {
  const { matches } = scanFor({ text: 'a' }).read(bufferOf('aa', 'b', 'a', 'aaa').getSnapshot())
  expect(namesOf(matches)).toEqual(['0.0', '0.1', '2.0', '3.0', '3.1', '3.2', undefined])
  expect(matches.numberOf({ row: 3, occurrence: 1 })).toBe(4)
  expect(matches.numberOf({ row: 1, occurrence: 0 })).toBeUndefined()
  expect([0, 1, 2, 3, 4].map((row) => matches.from(row))).toEqual([0, 2, 2, 3, 6])
})

test('packed lines give the same matches as lines that just came', () => {
  const texts = Array.from({ length: 5000 }, (_, index) =>
    index % 7 === 0 ? `Needle ${index} needle` : `hay ${index}`,
  )
  for (const text of ['needle', 'NEEDLE 49', '9\n', 'hay 4999']) {
    const packed = scanFor({ text }).read(bufferOf(...texts).getSnapshot()).matches.total
    const expected = texts.join('\0').toLowerCase().split(text.toLowerCase()).length - 1
    expect([text, packed]).toEqual([text, expected])
  }
})

test.each([
  [{ text: 'Err', isCaseSensitive: true }, ['0.0']],
  [{ text: '^e', isRegex: true }, ['0.0', '1.0']],
  [{ text: 'e(?=r)|x*', isRegex: true, isCaseSensitive: true }, ['1.0', '3.0']],
  [{ text: '.' }, ['2.0']],
  [{ text: 'ÄRGER' }, ['3.0']],
])('%j finds %j', (query, expected) => {
  const { matches } = scanFor(query).read(bufferOf('Err', 'err', 'no.', 'ärger').getSnapshot())
  expect(namesOf(matches).slice(0, -1)).toEqual(expected)
})

test('a regular expression that is none is told', () => {
  expect(compileQuery({ text: '(', isRegex: true, isCaseSensitive: false })).toEqual({ problem: 'Unterminated group' })
  expect(compileQuery({ text: '(', isRegex: false, isCaseSensitive: false }).finder?.count('a(b')).toBe(1)
})

test('lines that arrive later are found without a new search', () => {
  const buffer = bufferOf('needle')
  const scan = scanFor({ text: 'needle', onlyMatches: true })
  expect(listOf(scan.read(buffer.getSnapshot()).rows)).toEqual([0])
  buffer.append(linesOf('hay', 'needle', 'hay'))
  expect(listOf(scan.read(buffer.getSnapshot()).rows)).toEqual([0, 2])
})

test('a search can be left at any time, and ends with the same', () => {
  const buffer = bufferOf(...Array.from({ length: 20_000 }, (_, index) => `line ${index}`))
  const scan = scanFor({ text: '99', onlyMatches: true, context: 2 })
  let result = scan.read(buffer.getSnapshot(), 0)
  expect(result.progress).toBeLessThan(1)
  while (result.progress < 1) result = scan.read(buffer.getSnapshot(), 0)
  const atOnce = scanFor({ text: '99', onlyMatches: true, context: 2 }).read(buffer.getSnapshot())
  expect(listOf(result.rows)).toEqual(listOf(atOnce.rows))
  expect(namesOf(result.matches)).toEqual(namesOf(atOnce.matches))
})

test('matches in entries that were dropped are forgotten', () => {
  const buffer = new LogBuffer({ maxEntries: 10 })
  const scan = scanFor({ text: 'line', onlyMatches: true })
  buffer.append(logLines(10))
  scan.read(buffer.getSnapshot())
  buffer.append(logLines(5))
  const { matches, rows } = scan.read(buffer.getSnapshot())
  expect({ first: matches.at(0)?.row, total: matches.total, rows: rows?.length }).toEqual({
    first: 6,
    total: 9,
    rows: 9,
  })
})

test('lines around a match are shown once, however near the next one is', () => {
  const buffer = bufferOf('1', '2', '3 x', '4', '5 x', '6', '7', '8', '9', '10 x')
  const shown = (context: number) =>
    listOf(scanFor({ text: 'x', onlyMatches: true, context }).read(buffer.getSnapshot()).rows)
  expect(shown(0)).toEqual([2, 4, 9])
  expect(shown(1)).toEqual([1, 2, 3, 4, 5, 8, 9])
  expect(shown(2)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
})

test('sources and severities that are not shown are not searched either', () => {
  const buffer = new LogBuffer()
  const gone: LogEntry = { marker: 'gone', pod: 'b', container: 'app' }
  buffer.append([
    ...logLines(1, { pod: 'a', text: () => 'INFO x' }),
    ...logLines(2, { pod: 'b', text: () => 'ERROR x' }),
    gone,
  ])
  const hidden = scanFor({ text: 'x', hiddenSources: ['b/app'] }).read(buffer.getSnapshot())
  expect([listOf(hidden.rows), hidden.matches.total]).toEqual([[0], 1])
  const errors = scanFor({ text: 'x', severities: ['error'] }).read(buffer.getSnapshot())
  expect([listOf(errors.rows), errors.matches.total]).toEqual([[1, 2, 3], 2])
})

test('JSON is searched as it reads', () => {
  const buffer = bufferOf('{"level":"error","msg":"lost it","code":42}')
  expect(scanFor({ text: 'ERROR lost it code=42' }, true).read(buffer.getSnapshot()).matches.total).toBe(1)
  expect(scanFor({ text: '"msg"' }, true).read(buffer.getSnapshot()).matches.total).toBe(0)
  expect(scanFor({ text: '"msg"' }, false).read(buffer.getSnapshot()).matches.total).toBe(1)
})
