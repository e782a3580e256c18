import { deploymentResultSchema } from '@catalyst/operator/deployment'
import { expect, test } from 'vitest'
import { encodeResult } from './encodeResult.ts'

const result = { ok: true, reason: 'Deployed', message: 'done' }
const objects = Array.from({ length: 200 }, (_, index) => ({ kind: 'Deployment', name: `web-${index}`, generation: 1 }))

function decode(text: string) {
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(4096)
  return deploymentResultSchema.parse(JSON.parse(text))
}

test('a small result is whole', () => {
  const small = { ...result, commitSha: 'a'.repeat(40), objects: objects.slice(0, 3) }
  expect(decode(encodeResult(small))).toEqual(small)
})

test('of many objects the first are kept', () => {
  const decoded = decode(encodeResult({ ...result, objects }))
  const kept = decoded.objects ?? []
  expect(kept.length).toBeGreaterThan(50)
  expect(kept).toEqual(objects.slice(0, kept.length))
})

test.each([
  ['letters', 'x'.repeat(5000)],
  ['what takes two bytes', 'ü'.repeat(5000)],
  ['what takes four bytes', '🚀'.repeat(5000)],
  ['what JSON escapes', '"\n'.repeat(5000)],
  ['what JSON writes in six', '\u0001'.repeat(5000)],
])('a message of %s is cut so that it can be read', (_, message) => {
  const decoded = decode(encodeResult({ ...result, message, objects }))
  expect(decoded.message.length).toBeGreaterThan(500)
  expect(message.startsWith(decoded.message.slice(0, -1))).toBe(true)
  expect(decoded.message.at(-1)).toBe('…')
})
