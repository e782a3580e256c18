import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RouteContract } from './defineRoute.ts'
import { countSchema, flagSchema, repeatedSchema } from './routeParameters.ts'
import { routes } from './routes.ts'

/** Any of 65,536, halves of surrogates included. */
const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code))

const contracts = Object.entries<RouteContract>(routes).filter(([, { request }]) => Object.keys(request).length > 0)
const text = fc.oneof(
  fc.string({ unit }),
  fc.constantFrom(
    '__proto__',
    'constructor',
    '..',
    'a/b',
    'a%2Fb',
    '-1',
    '1e9',
    'true',
    'TRUE',
    '',
    '\u0000',
    '9'.repeat(400),
  ),
)
/** What a query is before it is checked: each parameter once or several times, and some that nobody knows. */
const value = fc.oneof(text, fc.array(text, { maxLength: 4 }))

describe.each(contracts)('%s', (_, { request }) => {
  if (request.query !== undefined) {
    const { query } = request
    const names = fc.constantFrom(...Object.keys(query.shape), '__proto__', 'unknown')
    test('reads any query, or says what is wrong with it', () => {
      fc.assert(
        fc.property(fc.dictionary(names, value), (given) => {
          const result = query.safeParse(given)
          if (!result.success) {
            expect(result.error.issues.length).toBeGreaterThan(0)
            return
          }
          for (const name of Object.keys(result.data)) expect(Object.keys(query.shape)).toContain(name)
        }),
      )
    })
  }
  if (request.params !== undefined) {
    const { params } = request
    test('lets nothing through as a part of its path that could be more than one step of it', () => {
      const names = Object.keys(params.shape)
      fc.assert(
        fc.property(fc.record(Object.fromEntries(names.map((name) => [name, text]))), (given) => {
          const result = params.safeParse(given)
          if (!result.success) return
          for (const step of Object.values(result.data) as string[]) {
            expect(step).toMatch(/^[A-Za-z0-9._-]{1,253}$/)
            expect(['.', '..']).not.toContain(step)
          }
        }),
        { numRuns: 300 },
      )
    })
  }
  if (request.body !== undefined) {
    const { body } = request
    test('reads any JSON as its body, or says what is wrong with it', () => {
      fc.assert(
        fc.property(fc.json({ maxDepth: 4 }), (given) => {
          const result = body.safeParse(JSON.parse(given))
          if (!result.success) expect(result.error.issues.length).toBeGreaterThan(0)
          expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
        }),
      )
    })
  }
})

test('counts, flags and repeated parameters are what they say', () => {
  fc.assert(
    fc.property(text, fc.nat(999_999_999_999), (given, count) => {
      expect(countSchema.parse(String(count))).toBe(count)
      const read = countSchema.safeParse(given)
      if (read.success) expect(String(read.data)).toBe(given.replace(/^0+(?=\d)/, ''))
      const flag = flagSchema.safeParse(given)
      if (flag.success) expect(String(flag.data)).toBe(given)
      expect(repeatedSchema.parse(given)).toEqual([given])
    }),
    { numRuns: 500 },
  )
})
