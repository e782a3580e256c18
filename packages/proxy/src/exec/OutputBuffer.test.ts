import { describe, expect, it } from 'vitest'
import { OutputBuffer, type OutputChunk } from './OutputBuffer.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const text = (chunks: OutputChunk[] | undefined) =>
  chunks?.map(({ channel, bytes }) => `${channel}:${Buffer.from(bytes).toString()}`)

function filled() {
  const buffer = new OutputBuffer()
  buffer.append({ channel: 1, bytes: bytes('abc') })
  buffer.append({ channel: 2, bytes: bytes('de') })
  buffer.append({ channel: 1, bytes: bytes('fgh') })
  return buffer
}

describe('the output of a session', () => {
  it.each([
    [0, ['1:abc', '2:de', '1:fgh']],
    [2, ['1:c', '2:de', '1:fgh']],
    [3, ['2:de', '1:fgh']],
    [7, ['1:h']],
    [8, []],
    [9, undefined],
  ])('from byte %i on is %j', (position, expected) => {
    expect(text(filled().since(position))).toEqual(expected)
  })

  it('is forgotten chunk by chunk, and is not given out with a gap', () => {
    const buffer = filled()
    buffer.release(4)
    expect([buffer.start, buffer.end, buffer.size]).toEqual([3, 8, 5])
    expect(buffer.since(2)).toBeUndefined()
    expect(text(buffer.since(4))).toEqual(['2:e', '1:fgh'])
    buffer.release(8)
    expect(buffer.size).toBe(0)
    expect(buffer.since(8)).toEqual([])
  })

  it('goes on where it was after all of it was forgotten', () => {
    const buffer = filled()
    buffer.release(100)
    buffer.append({ channel: 1, bytes: bytes('i') })
    buffer.append({ channel: 1, bytes: new Uint8Array() })
    expect([buffer.start, buffer.end]).toEqual([8, 9])
    expect(text(buffer.since(8))).toEqual(['1:i'])
  })
})
