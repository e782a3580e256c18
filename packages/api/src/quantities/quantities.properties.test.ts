import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatCpu } from './formatCpu.ts'
import { formatMemory } from './formatMemory.ts'
import { formatQuantity } from './formatQuantity.ts'
import { parseQuantity } from './parseQuantity.ts'

/** Any of 65,536, halves of surrogates included. */
const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code))

test('a whole number that is written is read again, in either units', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.constantFrom('decimal' as const, 'binary' as const), (value, units) => {
      expect(parseQuantity(formatQuantity(value, { units })) - value).toBe(0)
    }),
  )
})

test('of any number, no more is lost than Kubernetes can say', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }), (value) => {
      expect(Math.abs(parseQuantity(formatQuantity(value)) - value)).toBeLessThanOrEqual(1e-9)
    }),
  )
})

test('any text is a finite number, or refused as no quantity', () => {
  const near = fc
    .tuple(
      fc.string({ maxLength: 3 }),
      fc.double().map(String),
      fc.constantFrom('', 'm', 'Ki', 'Ei', 'E', 'e3', 'e999', 'k', 'x'),
    )
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit }), near), (text) => {
      let value: number
      try {
        value = parseQuantity(text)
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError)
        return
      }
      expect(value).not.toBeNaN()
      expect(Number.isFinite(value), text).toBe(true)
    }),
    { numRuns: 2000 },
  )
})

test('what people read is a quantity too, and near the number', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 1e6, noNaN: true }), (cores) => {
      expect(Math.abs(parseQuantity(formatCpu(cores)) - cores)).toBeLessThanOrEqual(0.0005000001)
    }),
  )
  fc.assert(
    fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), (bytes) => {
      expect(Math.abs(parseQuantity(formatMemory(bytes)) - bytes)).toBeLessThanOrEqual(Math.max(1, bytes * 0.051))
    }),
  )
})

test.each(['1', '.', '-', '1.', 'Ki', '1e'])('a megabyte of %j is read in no time to speak of', (piece) => {
  const text = `${piece.repeat(1_000_000 / piece.length)}!`
  expect(() => parseQuantity(text)).toThrow(RangeError)
})
