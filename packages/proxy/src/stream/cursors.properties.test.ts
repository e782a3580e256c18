import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeLogCursor, encodeLogCursor } from '../log/logCursor.ts'
import { isProblemError } from '../problems/ProblemError.ts'
import { packCursor, unpackCursor } from './cursorText.ts'
import { formatEvent } from './eventStream.ts'
import { parseTopics } from './parseTopics.ts'
import { decodeStreamCursor, encodeStreamCursor, topicKey } from './streamCursor.ts'

/** Any of 65,536, halves of surrogates included. */
const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code))

const position = fc.record({
  resourceVersion: fc.oneof(fc.bigInt({ min: 0n }).map(String), fc.string()),
  epoch: fc.stringMatching(/^[a-z0-9-]{0,20}$/),
  stale: fc.boolean(),
})
const topics = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 40 }), { maxLength: 12 })
const time = fc
  .tuple(
    fc.date({ min: new Date('1971-01-01'), max: new Date('9998-01-01'), noInvalidDate: true }),
    fc.stringMatching(/^\d{9}$/),
  )
  .map(([at, nanos]) => `${at.toISOString().slice(0, 19)}.${nanos}Z`)
const logCursor = fc.dictionary(
  fc.stringMatching(/^[a-z0-9-]{1,20}\/[a-z]{1,10}$/),
  fc.record({ containerId: fc.string(), time, ordinal: fc.nat() }),
)
/** What a client may send as one. */
const anyText = fc.oneof(
  fc.string({ unit }),
  fc.base64String(),
  fc.json().map((text) => Buffer.from(text).toString('base64url')),
  fc.json().map((text) => deflateRawSync(text).toString('base64url')),
  fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('base64url')),
  fc
    .dictionary(
      fc.string(),
      fc.record({
        containerId: fc.jsonValue(),
        time: fc.oneof(fc.string(), fc.constantFrom('2026-99-99T99:99:99.999999999Z', '2026-01-01T00:00:00Z')),
        ordinal: fc.jsonValue(),
      }),
    )
    .map((value) => packCursor(value)),
)

test('the cursor of a stream says of each topic what was written, and nothing of any other', () => {
  fc.assert(
    fc.property(
      topics,
      fc.array(position, { minLength: 12, maxLength: 12 }),
      fc.string(),
      (texts, positions, other) => {
        const entries = texts.map((text, index) => [text, positions[index]!] as const)
        const cursor = encodeStreamCursor(entries.map(([text, at]) => [topicKey(text), at]))
        expect(cursor).toMatch(/^[\w-]*$/)
        expect([...decodeStreamCursor(cursor, texts)]).toEqual(entries)
        if (!texts.includes(other)) expect(decodeStreamCursor(cursor, [other]).size).toBe(0)
      },
    ),
  )
})

test('the cursor of a log is read as it was written, short or long', () => {
  fc.assert(
    fc.property(logCursor, (cursor) => {
      expect(decodeLogCursor(encodeLogCursor(cursor))).toEqual(cursor)
    }),
  )
})

test('any text is a cursor that one can go on from, or none', () => {
  fc.assert(
    fc.property(anyText, fc.string(), (text, topic) => {
      for (const { resourceVersion, epoch } of decodeStreamCursor(text, [topic]).values())
        expect([typeof resourceVersion, typeof epoch]).toEqual(['string', 'string'])
      for (const { time: at, ordinal } of Object.values(decodeLogCursor(text) ?? {})) {
        expect(Number.isNaN(Date.parse(at))).toBe(false)
        expect(Number.isInteger(ordinal) && ordinal >= 0).toBe(true)
      }
    }),
    { numRuns: 1500 },
  )
})

test('a cursor that unpacks to more than a cursor may be is none', () => {
  for (const size of [1_100_000, 50_000_000])
    expect(unpackCursor(deflateRawSync(JSON.stringify('x'.repeat(size))).toString('base64url'))).toBeUndefined()
})

test('any texts are topics, or an INVALID_INPUT that names each which is none', () => {
  const topic = fc.oneof(
    fc.string({ unit }),
    fc.constantFrom(
      'pods:-/a',
      'pods:-/*?labelSelector=a in (b)',
      '__proto__:-/a',
      'pods:__proto__/a',
      'pods:-/a?labelSelector=(((',
    ),
  )
  fc.assert(
    fc.property(fc.array(topic, { maxLength: 5 }), (texts) => {
      try {
        for (const { text } of parseTopics(texts)) expect(texts).toContain(text)
      } catch (error) {
        if (!isProblemError(error)) throw error
        expect([error.code, error.options.issues?.length ?? 0]).toEqual(['INVALID_INPUT', expect.any(Number)])
        expect(error.options.issues?.length).toBeGreaterThan(0)
      }
    }),
    { numRuns: 500 },
  )
})

test('whatever an event holds, it is three lines and an empty one', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('snapshot', 'change'),
      fc.option(fc.stringMatching(/^[\w-]{1,20}$/), { nil: undefined }),
      fc.jsonValue(),
      (event, id, data) => {
        const lines = formatEvent({ event, id }, JSON.stringify(data)).split(/\r\n|\r|\n/)
        expect(lines).toHaveLength(id === undefined ? 4 : 5)
        expect(lines.slice(-2)).toEqual(['', ''])
        expect(JSON.parse(lines.at(-3)?.slice('data: '.length) ?? '')).toEqual(JSON.parse(JSON.stringify(data)))
      },
    ),
  )
})
