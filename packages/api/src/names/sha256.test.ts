import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { sha256 } from './sha256.ts'

test('agrees with the platform around every block boundary and beyond ASCII', () => {
  const texts = [...Array.from({ length: 200 }, (_, length) => 'x'.repeat(length)), 'é🙂', '日本'.repeat(1000)]
  for (const text of texts) expect(sha256(text)).toBe(createHash('sha256').update(text).digest('hex'))
})
