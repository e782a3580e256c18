import { logLines } from '@catalyst/testing'
import { expect, test } from 'vitest'
import { LineFinder, lineLink } from './lineLink.ts'
import { LogBuffer } from './LogBuffer.ts'

test('a link leads to the same line in a log that was loaded anew', () => {
  const lines = [...logLines(500, { step: 0 }), ...logLines(500, { pod: 'other', step: 0 }), ...logLines(50)]
  const before = new LogBuffer()
  before.append([{ marker: 'rotated' }, ...lines])
  const after = new LogBuffer()
  const rows = [1, 2, 500, 501, 777, 1000, 1010]
  const links = rows.map((row) => lineLink(before.getSnapshot(), row) ?? '')
  expect(new Set(links).size).toBe(rows.length)
  expect(lineLink(before.getSnapshot(), 0)).toBeUndefined()
  const finders = links.map((link) => new LineFinder(link))
  after.append(lines.slice(0, 600))
  expect(finders.map((finder) => finder.read(after.getSnapshot()))).toEqual([
    0,
    1,
    499,
    500,
    undefined,
    undefined,
    undefined,
  ])
  after.append(lines.slice(600))
  expect(finders.map((finder) => finder.read(after.getSnapshot()))).toEqual(rows.map((row) => row - 1))
})

test('a text that is no link finds nothing', () => {
  const buffer = new LogBuffer()
  buffer.append(logLines(10))
  expect(new LineFinder('nonsense').read(buffer.getSnapshot())).toBeUndefined()
})
