import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeKubeconfig, KubeconfigFault } from './decodeKubeconfig.ts'
import { parseKubeconfig } from './parseKubeconfig.ts'

/** Any of 65,536, halves of surrogates included. */
const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code))

/** Letters that occur in no message of ours in a row. */
const secret = 'qzxjqzxj'

test('whatever text was encoded is decoded, in either alphabet, with or without breaks and padding', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', minLength: 1 }),
      fc.constantFrom('base64', 'base64url'),
      fc.nat(20),
      (text, alphabet, at) => {
        const encoded = Buffer.from(text.toWellFormed()).toString(alphabet)
        const broken = `${encoded.slice(0, at)}\n ${encoded.slice(at)}\n`
        expect(decodeKubeconfig(encoded)).toBe(decodeKubeconfig(broken))
        // A byte order mark is no part of a text.
        expect(decodeKubeconfig(encoded)).toBe(text.toWellFormed().replace(/^\ufeff/, ''))
      },
    ),
    { numRuns: 500 },
  )
})

test('any value is a text, or a fault that tells nothing of it', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit }), fc.string(), fc.base64String()), (given) => {
      for (const value of [given, `${secret}!${given}`, `{"token":"${secret}"}${given}`]) {
        try {
          expect(typeof decodeKubeconfig(value)).toBe('string')
        } catch (error) {
          expect(error).toBeInstanceOf(KubeconfigFault)
          expect(String(error)).not.toContain(secret)
        }
      }
    }),
    { numRuns: 300 },
  )
})

test('any text is a kubeconfig, or a fault that tells nothing of it', async () => {
  const user = fc.record({
    name: fc.string(),
    user: fc.oneof(
      fc.jsonValue(),
      fc.record({ token: fc.constant(secret), exec: fc.jsonValue(), 'auth-provider': fc.jsonValue() }),
    ),
  })
  const config = fc
    .record({
      clusters: fc.oneof(fc.jsonValue(), fc.array(fc.record({ name: fc.jsonValue(), cluster: fc.jsonValue() }))),
      users: fc.oneof(fc.jsonValue(), fc.array(user)),
      contexts: fc.jsonValue(),
      'current-context': fc.jsonValue(),
    })
    .map((value) => JSON.stringify(value))
  const yaml = fc.string().map((text) => `users:\n- name: x\n  user: {token: ${secret}}\n${text}`)
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string({ unit }), config, yaml), async (text) => {
      try {
        await parseKubeconfig(text)
      } catch (error) {
        expect(error).toBeInstanceOf(KubeconfigFault)
        expect(String(error)).not.toContain(secret)
      }
    }),
    { numRuns: 300 },
  )
})
