import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LogLineReader } from './LogLineReader.ts'
import { normalizeLogTime, shiftSeconds, sinceTimeBefore } from './logTime.ts'
import { parseLogLine } from './parseLogLine.ts'
import { ResumeFilter } from './ResumeFilter.ts'

/** Any of 65,536, halves of surrogates included. */
const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code))

const normalised = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$/
const date = fc.date({ min: new Date('1971-01-01'), max: new Date('9998-01-01'), noInvalidDate: true })
const fraction = fc.stringMatching(/^\d{0,9}$/)
const offset = fc.oneof(
  fc.constant('Z'),
  fc
    .tuple(fc.constantFrom('+', '-'), fc.integer({ min: 0, max: 13 }), fc.constantFrom('00', '30', '45'))
    .map(([sign, hours, minutes]) => `${sign}${String(hours).padStart(2, '0')}:${minutes}`),
)
const time = fc
  .tuple(date, fraction, offset)
  .map(([at, digits, zone]) => `${at.toISOString().slice(0, 19)}${digits && '.'}${digits}${zone}`)
/** Nearly a time. */
const nearly = fc.oneof(
  fc.string({ unit }),
  time.chain((text) =>
    fc
      .tuple(fc.nat(text.length), fc.constantFrom('9', '-', ' ', 'Z', ''))
      .map(([at, put]) => text.slice(0, at) + put + text.slice(at + 1)),
  ),
)

test('a time of any zone is the same moment, written in one way that sorts', () => {
  fc.assert(
    fc.property(time, time, (one, other) => {
      const [left = '', right = ''] = [normalizeLogTime(one), normalizeLogTime(other)]
      expect(left).toMatch(normalised)
      expect(Date.parse(left)).toBe(Date.parse(one))
      expect(normalizeLogTime(left)).toBe(left)
      if (Date.parse(one) !== Date.parse(other)) expect(left < right).toBe(Date.parse(one) < Date.parse(other))
    }),
    { numRuns: 500 },
  )
})

test('any text is a time that can be reckoned with, or none', () => {
  fc.assert(
    fc.property(nearly, (text) => {
      const read = normalizeLogTime(text)
      if (read === undefined) return
      expect(read).toMatch(normalised)
      expect(() => sinceTimeBefore(read)).not.toThrow()
      expect(() => new ResumeFilter({ time: read, ordinal: 1 })).not.toThrow()
    }),
    { numRuns: 2000 },
  )
})

test('moving a time by seconds and back changes nothing', () => {
  fc.assert(
    fc.property(time, fc.integer({ min: -1000, max: 1000 }), (text, seconds) => {
      const read = normalizeLogTime(text) ?? ''
      expect(shiftSeconds(shiftSeconds(read, seconds), -seconds)).toBe(read)
    }),
  )
})

test('a line is its time and its text, or a message with all of its bytes', () => {
  fc.assert(
    fc.property(time, fc.string({ unit }), (stamp, raw) => {
      const text = raw.toWellFormed().replaceAll('\n', ' ')
      expect(parseLogLine(Buffer.from(`${stamp} ${text}`))).toEqual({
        time: normalizeLogTime(stamp),
        text,
      })
    }),
  )
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      const parsed = parseLogLine(Buffer.from(bytes))
      if ('message' in parsed) expect(parsed.message).toBe(Buffer.from(bytes).toString())
      else expect(parsed.time).toMatch(normalised)
    }),
    { numRuns: 1000 },
  )
})

test('a log is read alike, wherever its chunks end', () => {
  const log = fc
    .array(
      fc.oneof(
        fc.tuple(time, fc.string({ unit: 'grapheme' })).map((parts) => parts.join(' ')),
        fc.string(),
      ),
      { maxLength: 20 },
    )
    .map((lines) => new Uint8Array(Buffer.from(lines.join('\n'))))
  const read = (chunks: readonly Uint8Array[]) => {
    const reader = new LogLineReader()
    const lines = chunks.flatMap((chunk) => reader.push(chunk))
    return { lines, rest: reader.takeRest(), message: reader.message }
  }
  fc.assert(
    fc.property(log, fc.integer({ min: 1, max: 50 }), (whole, size) => {
      const chunks = Array.from({ length: Math.ceil(whole.length / size) }, (_, index) =>
        whole.subarray(index * size, (index + 1) * size),
      )
      expect(read(chunks)).toEqual(read([whole]))
    }),
    { numRuns: 300 },
  )
})
