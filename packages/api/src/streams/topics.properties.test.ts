import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatTopic, parseTopic, topicKinds } from './topics.ts'

/** Any of 65,536, halves of surrogates included. */
const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code))

const label = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/)
const topic = fc.record({
  kind: fc.constantFrom(...topicKinds),
  cluster: fc.oneof(fc.constant('-'), fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,50}$/)),
  namespace: fc.oneof(fc.constant('*'), label),
  labelSelector: fc.option(fc.string({ minLength: 1, unit }), { nil: undefined }),
})

test('what is written is read again', () => {
  fc.assert(
    fc.property(topic, ({ labelSelector, ...rest }) => {
      const written = labelSelector === undefined ? rest : { ...rest, labelSelector }
      expect(parseTopic(formatTopic(written))).toEqual(written)
    }),
  )
})

test('any text is a topic that is written back as it was, or none', () => {
  const text = fc.oneof(fc.string({ unit }), topic.map(formatTopic).chain(damaged))
  fc.assert(
    fc.property(text, (given) => {
      const parsed = parseTopic(given)
      if (parsed === undefined) return
      // An empty selector selects everything, as none does.
      expect(formatTopic(parsed)).toBe(given.replace(/\?labelSelector=$/, ''))
      expect(parsed.namespace).toMatch(/^(\*|[a-z0-9-]{1,63})$/)
      expect(parsed.cluster).not.toMatch(/[/?]/)
    }),
    { numRuns: 500 },
  )
})

test.each(['a', '-', 'pods:', 'pods:-/', 'pods:a/b?labelSelector=', '?', '/'])(
  'a megabyte of %j is read in no time to speak of',
  (piece) => {
    expect(() => parseTopic(piece.repeat(1_000_000 / piece.length))).not.toThrow()
  },
)

/** The text with a piece taken out, doubled or replaced. */
function damaged(text: string): fc.Arbitrary<string> {
  return fc
    .tuple(fc.nat(text.length), fc.nat(5), fc.string({ maxLength: 5, unit }))
    .map(([at, length, put]) => text.slice(0, at) + put + text.slice(at + length))
}
