import { problemStatus } from '@catalyst/api/problems'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CatalystError } from './CatalystError.ts'
import { readProblem } from './readProblem.ts'

/** Any of 65,536, halves of surrogates included. */
const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code))

const body = fc.oneof(
  fc.string({ unit }),
  fc.json(),
  fc
    .record({
      code: fc.constantFrom(...Object.keys(problemStatus), 'constructor', 'toString', '__proto__'),
      detail: fc.jsonValue(),
      title: fc.jsonValue(),
    })
    .map((value) => JSON.stringify(value)),
)
const retryAfter = fc.constantFrom(
  '',
  '5',
  '0',
  '-5',
  'Infinity',
  '1e999',
  'soon',
  'Wed, 21 Oct 2026 07:28:00 GMT',
  ' 7 ',
)

test('whatever answers with an error status, it is an error with a known code, words, and seconds that one can wait for', async () => {
  await fc.assert(
    fc.asyncProperty(body, fc.integer({ min: 400, max: 599 }), retryAfter, async (text, status, header) => {
      const error = await readProblem(new Response(text, { status, headers: { 'retry-after': header } }))
      expect(error).toBeInstanceOf(CatalystError)
      expect(Object.keys(problemStatus)).toContain(error.code)
      expect(typeof error.message).toBe('string')
      const { retryAfterSeconds } = error
      if (retryAfterSeconds !== undefined)
        expect(Number.isFinite(retryAfterSeconds) && retryAfterSeconds >= 0).toBe(true)
    }),
    { numRuns: 1000 },
  )
})
