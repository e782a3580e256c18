import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { packCursor, unpackCursor } from './cursorText.ts'

describe('the text of a cursor', () => {
  it.each([1, 10, 100, 1000])('gives back its value, of %i entries', (count) => {
    const value = Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`topic-${index}`, { resourceVersion: String(index) }]),
    )
    const text = packCursor(value)
    expect(unpackCursor(text)).toEqual(value)
    expect(text).toMatch(/^[-_A-Za-z0-9]+$/)
  })

  it.each([
    undefined,
    '',
    'no cursor',
    '%%%',
    Buffer.from('{"open":').toString('base64url'),
    Buffer.from([1, 2, 3]).toString('base64url'),
    deflateRawSync(Buffer.alloc(8 * 1024 * 1024, ' ')).toString('base64url'),
  ])('is nothing when it is none (%#)', (text) => {
    expect(unpackCursor(text)).toBeUndefined()
  })
})
