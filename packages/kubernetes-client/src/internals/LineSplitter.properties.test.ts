import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LineSplitter } from './LineSplitter.ts'

/** Bytes that are mostly lines, with characters of several bytes. */
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc
    .array(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.constant('\n'), fc.constant('€'.repeat(20))), {
      maxLength: 20,
    })
    .map((parts) => new Uint8Array(Buffer.from(parts.join('')))),
)

/** The same bytes in pieces. */
function cut(whole: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const borders = [...new Set([0, ...cuts.map((at) => at % (whole.length + 1)), whole.length])].sort((a, b) => a - b)
  return borders.slice(1).map((end, index) => whole.subarray(borders[index], end))
}

function split(chunks: readonly Uint8Array[], maxBytes: number) {
  const splitter = new LineSplitter(maxBytes)
  const lines = chunks.flatMap((chunk) =>
    splitter.push(chunk).map(({ bytes: line, complete }) => ({ text: Buffer.from(line).toString('latin1'), complete })),
  )
  const rest = splitter.takeRest()
  return { lines, rest: rest && Buffer.from(rest).toString('latin1') }
}

test('where the chunks end makes no difference', () => {
  fc.assert(
    fc.property(
      bytes,
      fc.array(fc.nat(), { maxLength: 30 }),
      fc.integer({ min: 4, max: 40 }),
      (whole, cuts, maxBytes) => {
        expect(split(cut(whole, cuts), maxBytes)).toEqual(split([whole], maxBytes))
      },
    ),
    { numRuns: 500 },
  )
})

test('nothing is lost and nothing is added: lines, pieces and the rest are the bytes', () => {
  fc.assert(
    fc.property(bytes, fc.array(fc.nat()), fc.integer({ min: 4, max: 40 }), (whole, cuts, maxBytes) => {
      const { lines, rest = '' } = split(cut(whole, cuts), maxBytes)
      const together = lines.map(({ text, complete }) => (complete ? `${text}\n` : text)).join('') + rest
      expect(together).toBe(Buffer.from(whole).toString('latin1'))
      for (const { text } of lines) expect(text.length).toBeLessThanOrEqual(maxBytes)
      expect(rest.length).toBeLessThanOrEqual(maxBytes)
    }),
    { numRuns: 500 },
  )
})

test('no character of text is torn apart, however long its line is', () => {
  const strict = new TextDecoder('utf-8', { fatal: true })
  fc.assert(
    fc.property(
      fc
        .array(fc.constantFrom('a', 'é', '€', '😀', '\ufeff'), { minLength: 30, maxLength: 100 })
        .map((parts) => parts.join('')),
      fc.array(fc.nat(), { maxLength: 10 }),
      (text, cuts) => {
        const whole = new Uint8Array(Buffer.from(text))
        const splitter = new LineSplitter(16)
        const pieces = cut(whole, cuts).flatMap((chunk) => splitter.push(chunk))
        // It throws for a piece of a character.
        for (const { bytes: piece } of pieces) strict.decode(piece)
        strict.decode(splitter.takeRest())
      },
    ),
    { numRuns: 300 },
  )
})

test('ten megabytes in single bytes of one line take no time to speak of', () => {
  const splitter = new LineSplitter(1024)
  const one = Uint8Array.of(0x78)
  let pieces = 0
  for (let count = 0; count < 2_000_000; count++) pieces += splitter.push(one).length
  expect(pieces).toBeGreaterThan(1900)
})
