import { createHash } from 'node:crypto'
import { packCursor } from '../stream/cursorText.ts'
import type { LogCursor } from '@catalyst/api'
import { describe, expect, it } from 'vitest'
import { decodeLogCursor, encodeLogCursor } from './logCursor.ts'

const position = (seed: number) => ({
  containerId: `containerd://${createHash('sha256').update(String(seed)).digest('hex')}`,
  time: `2026-01-01T10:00:00.${String(seed * 7_919_993)
    .padStart(9, '0')
    .slice(-9)}Z`,
  ordinal: seed,
})

describe('the cursor of a log', () => {
  it('gives back the position in every container', () => {
    const cursor: LogCursor = { 'web-1/app': position(1), 'web-1/proxy': position(2) }
    expect(decodeLogCursor(encodeLogCursor(cursor))).toEqual(cursor)
    expect(decodeLogCursor(encodeLogCursor({}))).toEqual({})
  })

  it('of a hundred containers fits into a request header', () => {
    const cursor = Object.fromEntries(
      Array.from({ length: 100 }, (_, index) => [`acme-shop-web-7d9f8c-${index}/application`, position(index)]),
    )
    expect(encodeLogCursor(cursor).length).toBeLessThan(15_000)
  })

  it.each([undefined, '', 'no cursor', packCursor({ 'web-1/app': { time: 1 } })])(
    'is nothing when it is none: %j',
    (text) => {
      expect(decodeLogCursor(text)).toBeUndefined()
    },
  )
})
