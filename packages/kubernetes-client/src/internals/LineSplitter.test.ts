import { expect, test } from 'vitest'
import { LineSplitter } from './LineSplitter.ts'

function split(chunks: Iterable<Uint8Array>, maxBytes?: number) {
  const splitter = new LineSplitter(maxBytes)
  const lines = [...chunks].flatMap((chunk) =>
    splitter.push(chunk).map(({ bytes, complete }) => Buffer.from(bytes).toString() + (complete ? '' : '…')),
  )
  const rest = splitter.takeRest()
  return { lines, rest: rest && Buffer.from(rest).toString() }
}

function* inChunksOf(size: number, text: string) {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

test.each([1, 2, 3, 5, 7, 64])('lines with characters of one to four bytes stay whole in chunks of %i', (size) => {
  const text = 'plain\nü umlaut\n€ euro\n😀 smile\n\nlast'
  expect(split(inChunksOf(size, text))).toEqual({
    lines: ['plain', 'ü umlaut', '€ euro', '😀 smile', ''],
    rest: 'last',
  })
})

test('nothing rests after a newline', () => {
  expect(split([Buffer.from('one\n')])).toEqual({ lines: ['one'], rest: undefined })
})

test.each([1, 3, 4, 100])('a line that is too long leaves in the same pieces in chunks of %i', (size) => {
  expect(split(inChunksOf(size, 'abc😀def😀gh\nij\n'), 6)).toEqual({
    lines: ['abc…', '😀de…', 'f😀g…', 'h', 'ij'],
    rest: undefined,
  })
})

test('bytes that are no UTF-8 are cut all the same', () => {
  const splitter = new LineSplitter(4)
  const pieces = splitter.push(Buffer.alloc(9, 0x80))
  expect(pieces.map(({ bytes }) => bytes.length)).toEqual([4, 4])
  expect(splitter.takeRest()).toHaveLength(1)
})

test('memory stays bounded however long a line is', () => {
  const splitter = new LineSplitter(1024)
  let given = 0
  for (let chunk = 0; chunk < 1000; chunk++) {
    for (const { bytes } of splitter.push(Buffer.alloc(1000, 'x'))) given += bytes.length
  }
  expect(given).toBeGreaterThan(1_000_000 - 2024)
  expect(splitter.takeRest()?.length).toBeLessThanOrEqual(1024)
})
