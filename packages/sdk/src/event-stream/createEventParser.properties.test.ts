import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createEventParser, type ServerEvent } from './createEventParser.ts'

const encoder = new TextEncoder()
const lineEnd = fc.constantFrom('\n', '\r', '\r\n')
const value = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replace(/[\r\n]/g, '~'))
const line = fc.oneof(
  fc
    .tuple(fc.constantFrom('data', 'event', 'id', 'retry', 'unknown', ''), fc.constantFrom(':', ': ', ':  '), value)
    .map((parts) => parts.join('')),
  fc.constantFrom('', 'data', 'id', ':', ':comment', 'data:'),
  value,
)
/** A stream as a hostile or sloppy server may write it. */
const stream = fc.array(fc.tuple(line, lineEnd), { maxLength: 40 }).map((lines) => lines.flat().join(''))

function parse(chunks: readonly Uint8Array[]) {
  const parser = createEventParser()
  return { events: chunks.flatMap((chunk) => parser.push(chunk)), retry: parser.retry }
}

function inPieces(bytes: Uint8Array, size: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  )
}

/** The standard's own words as code, for a stream that is there as a whole: slow, and easy to check. */
function reference(text: string): ServerEvent[] {
  const events: ServerEvent[] = []
  // What follows the last line end is no line yet; a CR at the end may be half of a CRLF, which is one all the same.
  const lines = text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\r|\n/)
    .slice(0, -1)
  let event = ''
  let data = ''
  let id = ''
  for (const one of lines) {
    if (one === '') {
      if (data !== '') events.push({ event: event || 'message', data: data.slice(0, -1), id })
      event = data = ''
      continue
    }
    const [, field = '', content = ''] = /^([^:]*)(?:: ?([^]*))?$/.exec(one) ?? []
    if (field === 'event') event = content
    if (field === 'data') data += `${content}\n`
    if (field === 'id' && !content.includes('\0')) id = content
  }
  return events
}

test('events are what the standard says that they are', () => {
  fc.assert(
    fc.property(stream, (text) => {
      expect(parse([encoder.encode(text)]).events).toEqual(reference(text))
    }),
    { numRuns: 1000 },
  )
})

test('where the chunks end makes no difference, not even inside of a character or a CRLF', () => {
  fc.assert(
    fc.property(stream, fc.integer({ min: 1, max: 9 }), (text, size) => {
      const bytes = encoder.encode(text)
      expect(parse(inPieces(bytes, size))).toEqual(parse([bytes]))
    }),
    { numRuns: 500 },
  )
})

test('any bytes are a stream of some events', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 50 })), (chunks) => {
      for (const { data, event } of parse(chunks).events) {
        expect(event).not.toBe('')
        expect(data).not.toContain('\r')
      }
    }),
    { numRuns: 500 },
  )
})

test.each(['data: x', '\r', '\n', ':', 'data:\n', '\r\n'])(
  'four megabytes of %j take no time to speak of, whole or in small pieces',
  (piece) => {
    const bytes = encoder.encode(piece.repeat(4_000_000 / piece.length))
    expect(parse([bytes]).events.length).toBeLessThan(2)
    expect(parse(inPieces(bytes, 64)).events.length).toBeLessThan(2)
  },
)
