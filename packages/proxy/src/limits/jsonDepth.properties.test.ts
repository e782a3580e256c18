import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonDepth } from './jsonDepth.ts'

/** Any of 65,536, halves of surrogates included. */
const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code))

/** Found by reading it, for what is not too deep for that. */
function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  return 1 + Math.max(0, ...Object.values(value).map(depthOf))
}

test('what is counted without reading is what reading finds', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 5 }), fc.constantFrom(undefined, 2), (text, indent) => {
      expect(jsonDepth(JSON.stringify(JSON.parse(text), null, indent))).toBe(depthOf(JSON.parse(text)))
    }),
    { numRuns: 300 },
  )
})

test('any text has a depth, and no valid JSON has more than was counted', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit }),
        fc.array(fc.constantFrom('[', ']', '{', '}', '"', '\\', 'a', ',')).map((parts) => parts.join('')),
      ),
      (text) => {
        const depth = jsonDepth(text)
        expect(depth).toBeGreaterThanOrEqual(0)
        let value: unknown
        try {
          value = JSON.parse(text)
        } catch {
          return
        }
        expect(depthOf(value)).toBeLessThanOrEqual(depth)
      },
    ),
    { numRuns: 1000 },
  )
})
