import { Readable } from 'node:stream'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareResourceVersions } from './compareResourceVersions.ts'
import { matchesLabels } from './matchesLabels.ts'
import { parseLabelSelector, type LabelRequirement } from './parseLabelSelector.ts'
import { readWatch } from './readWatch.ts'

/** Any of 65,536, halves of surrogates included. */
const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code))

const key = fc.stringMatching(/^([a-z0-9]([-a-z0-9]{0,10}[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,10}[A-Za-z0-9])?$/)
const labelValue = fc.stringMatching(/^([A-Za-z0-9]([-A-Za-z0-9_.]{0,10}[A-Za-z0-9])?)?$/)
const requirement: fc.Arbitrary<LabelRequirement> = fc.oneof(
  fc.record({ key, operator: fc.constantFrom('exists' as const, 'absent' as const) }),
  fc.record({
    key,
    operator: fc.constantFrom('in' as const, 'notin' as const),
    values: fc.array(labelValue, { minLength: 1, maxLength: 4 }),
  }),
)
const space = fc.constantFrom('', ' ', '  ')

/** A selector as somebody may write it. */
const written = fc.array(fc.tuple(requirement, space), { minLength: 1, maxLength: 5 }).map((all) => ({
  requirements: all.map(([one]) => one),
  text: all.map(([one, gap]) => gap + format(one, gap) + gap).join(','),
}))

function format(one: LabelRequirement, gap: string): string {
  if (!('values' in one)) return one.operator === 'exists' ? one.key : `!${one.key}`
  const [only, ...more] = one.values
  // One value can be written either way; no value at all can't be written behind `in`.
  if (more.length === 0 && gap !== '') return `${one.key}${gap}${one.operator === 'in' ? '==' : '!='}${gap}${only}`
  return `${one.key} ${one.operator} (${one.values.join(`${gap},${gap}`)})`
}

test('a selector is read as it was meant, however it is spaced', () => {
  fc.assert(
    fc.property(written, ({ text, requirements }) => {
      expect(parseLabelSelector(text)).toEqual(requirements)
    }),
    { numRuns: 500 },
  )
})

test('any text is a selector, or a SyntaxError', () => {
  const damaged = written.chain(({ text }) =>
    fc
      .tuple(fc.nat(text.length), fc.constantFrom('(', ')', ',', '!', '=', ' in ', '\n', ''))
      .map(([at, put]) => text.slice(0, at) + put + text.slice(at + 1)),
  )
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit }), damaged), (text) => {
      try {
        expect(Array.isArray(parseLabelSelector(text))).toBe(true)
      } catch (error) {
        expect(error).toBeInstanceOf(SyntaxError)
      }
    }),
    { numRuns: 1000 },
  )
})

test('a requirement and its opposite never both hold, and one of them does', () => {
  const labels = fc.dictionary(fc.oneof(key, fc.constantFrom('__proto__', 'constructor', 'toString')), labelValue)
  const opposite = { in: 'notin', notin: 'in', exists: 'absent', absent: 'exists' } as const
  fc.assert(
    fc.property(requirement, labels, (one, carried) => {
      const other = { ...one, operator: opposite[one.operator] } as LabelRequirement
      expect(matchesLabels([one], carried)).toBe(!matchesLabels([other], carried))
    }),
    { numRuns: 500 },
  )
})

test.each(['(', ')', ',', 'a', '-', '!', '=', ' ', 'a in ', 'a,', 'a.', 'a/', '(,'])(
  'two hundred thousand characters of %j are read in no time to speak of',
  (piece) => {
    for (const text of [piece.repeat(200_000 / piece.length), `a in (${piece.repeat(200_000 / piece.length)}`]) {
      try {
        parseLabelSelector(text)
      } catch (error) {
        expect(error).toBeInstanceOf(SyntaxError)
      }
    }
  },
)

test('revisions of digits are ordered as the numbers that they are, however long; all others not at all', () => {
  const revision = fc.oneof(
    fc.bigInt({ min: 0n }).map(String),
    fc.string(),
    fc.constantFrom('007', '-1', '1.0', '+1', '０'),
  )
  fc.assert(
    fc.property(revision, revision, (left, right) => {
      const order = compareResourceVersions(left, right)
      const isNumber = (text: string) => /^(0|[1-9]\d*)$/.test(text)
      if (!isNumber(left) || !isNumber(right)) {
        expect(order).toBeUndefined()
        return
      }
      const difference = BigInt(left) - BigInt(right)
      expect(Math.sign(order ?? Number.NaN)).toBe(difference < 0n ? -1 : difference > 0n ? 1 : 0)
    }),
    { numRuns: 1000 },
  )
})

const object = fc.record({
  metadata: fc.record({ name: fc.string({ unit: 'grapheme' }), resourceVersion: fc.nat().map(String) }),
  more: fc.jsonValue(),
})
const event = fc.oneof(
  fc.record({ type: fc.constantFrom('ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK', 'UNKNOWN'), object }),
  fc.record({
    type: fc.constant('ERROR'),
    object: fc.record({ code: fc.constantFrom(410, 500), message: fc.string() }),
  }),
)

async function readAll(chunks: readonly Uint8Array[]): Promise<unknown[]> {
  const read: unknown[] = []
  try {
    for await (const lines of readWatch(Readable.from(chunks), 10_000)) read.push(...lines)
  } catch (error) {
    read.push(error instanceof Error ? error.constructor.name : 'no error at all')
  }
  return read
}

function inPieces(whole: Buffer, size: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(whole.length / size) }, (_, index) =>
    whole.subarray(index * size, (index + 1) * size),
  )
}

test('a watch is read alike, wherever its chunks end, whole or cut off', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(event, { maxLength: 8 }),
      fc.integer({ min: 1, max: 60 }),
      fc.nat(20),
      async (events, size, lost) => {
        const whole = Buffer.from(events.map((one) => `${JSON.stringify(one)}\n`).join(''))
        const body = whole.subarray(0, Math.max(0, whole.length - lost))
        expect(await readAll(inPieces(body, size))).toEqual(await readAll(body.length === 0 ? [] : [body]))
        if (lost === 0)
          expect((await readAll([whole])).length).toBe(events.filter(({ type }) => type !== 'UNKNOWN').length)
      },
    ),
    { numRuns: 200 },
  )
})

test('bytes that are no watch are an error, and never an end without one', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 100 }), async (bytes) => {
      const text = Buffer.from(bytes).toString().replaceAll('\n', '')
      fc.pre(text !== '' && !isJson(text))
      const [last] = (await readAll([Buffer.from(`${text}\n`)])).slice(-1)
      expect(['SyntaxError', 'Error', 'RangeError', 'TypeError']).toContain(last)
    }),
  )
})

test.each([
  'null',
  '1',
  '"x"',
  '[]',
  'true',
  '{}',
  '{"type":"ADDED","object":null}',
  '{"type":"ADDED","object":1}',
  '{"type":"ADDED","object":{"metadata":null}}',
  '{"type":"BOOKMARK","object":{"metadata":1}}',
  '{"type":"ERROR","object":null}',
])('a line that is JSON and no event (%s) ends nothing by an error of the code', async (line) => {
  const [last] = (await readAll([Buffer.from(`${line}\n`)])).slice(-1)
  expect(last).not.toBe('TypeError')
})

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
