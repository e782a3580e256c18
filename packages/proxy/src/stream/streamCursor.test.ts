import { describe, expect, it } from 'vitest'
import { decodeStreamCursor, encodeStreamCursor, topicKey, type TopicPosition } from './streamCursor.ts'

const topics = ['pods:-/blue', 'environments:-/*', 'events:-/blue?labelSelector=a in (b,c)']
const positions: [string, TopicPosition][] = [
  ['pods:-/blue', { resourceVersion: '184467440737095516150', epoch: '', stale: false }],
  ['environments:-/*', { resourceVersion: '12', epoch: 'abc', stale: true }],
]

const encode = (all: [string, TopicPosition][]) =>
  encodeStreamCursor(all.map(([topic, position]) => [topicKey(topic), position]))

describe('the cursor of a stream', () => {
  it('gives back the position of every topic, and nothing for a topic that it lacks', () => {
    expect(decodeStreamCursor(encode(positions), topics)).toEqual(new Map(positions))
  })

  it('keeps out of the answer what was not asked for', () => {
    expect([...decodeStreamCursor(encode(positions), ['pods:-/blue']).keys()]).toEqual(['pods:-/blue'])
  })

  it.each([
    undefined,
    '',
    'no cursor',
    '%%%',
    Buffer.from('[1]').toString('base64url'),
    Buffer.from('{"a":1}').toString('base64url'),
  ])('holds nothing when it reads %j', (text) => {
    expect(decodeStreamCursor(text, topics).size).toBe(0)
  })

  it('of the most and the longest topics fits into a request header', () => {
    const longest = Array.from(
      { length: 200 },
      (_, index) => `pods:cluster/namespace?labelSelector=${'x'.repeat(4000)}${index}`,
    )
    const position = { resourceVersion: '18446744073709551615', epoch: '', stale: false }
    expect(encode(longest.map((topic) => [topic, position])).length).toBeLessThan(8_000)
  })
})
