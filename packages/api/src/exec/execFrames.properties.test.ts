import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  decodeExecFrame,
  encodeAck,
  encodeExecFrame,
  encodeResize,
  execChannel,
  exitCodeOf,
  parseExecStatus,
} from './execFrames.ts'

const channel = fc.constantFrom(...Object.values(execChannel))
const bytes = fc.uint8Array({ maxLength: 2000 })

test('a frame that is written is read again, byte for byte', () => {
  fc.assert(
    fc.property(channel, bytes, (named, payload) => {
      const frame = decodeExecFrame(encodeExecFrame(named, payload))
      expect([frame.channel, [...frame.payload]]).toEqual([named, [...payload]])
    }),
  )
})

test('any message but an empty one is a frame, and none of it is lost', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 2000 }), (message) => {
      const { channel: first, payload } = decodeExecFrame(new Uint8Array(message))
      expect([first, ...payload]).toEqual([...message])
    }),
  )
  expect(() => decodeExecFrame(new Uint8Array())).toThrow(RangeError)
})

test('a view into a larger buffer is read where it is', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 3, maxLength: 100 }), (all) => {
      const view = new Uint8Array(all.buffer.slice(0), 1, all.length - 2)
      expect([...decodeExecFrame(view).payload]).toEqual([...all.slice(2, -1)])
    }),
  )
})

test('text goes through as UTF-8, and sizes and totals as JSON and digits', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), fc.nat(), (text, columns, rows) => {
      expect(new TextDecoder().decode(decodeExecFrame(encodeExecFrame(0, text)).payload)).toBe(text)
      const size = new TextDecoder().decode(decodeExecFrame(encodeResize({ columns, rows })).payload)
      expect(JSON.parse(size)).toEqual({ Width: columns, Height: rows })
      expect(new TextDecoder().decode(decodeExecFrame(encodeAck(columns)).payload)).toBe(String(columns))
    }),
  )
})

test('whatever comes as a Status, it says success or failure, and an exit code is a whole number', () => {
  const strange = fc.oneof(
    fc.uint8Array({ maxLength: 500 }),
    fc.json().map((text) => new TextEncoder().encode(text)),
    fc
      .record({ status: fc.anything(), reason: fc.constantFrom('NonZeroExitCode', 'x'), details: fc.jsonValue() })
      .map((value) => new TextEncoder().encode(JSON.stringify(value) ?? '')),
  )
  fc.assert(
    fc.property(strange, (payload) => {
      const status = parseExecStatus(payload)
      expect(['Success', 'Failure']).toContain(status.status)
      const code = exitCodeOf(status)
      expect(code === undefined || Number.isInteger(code)).toBe(true)
    }),
    { numRuns: 1000 },
  )
})
