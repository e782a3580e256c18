import { expect, test } from 'vitest'
import { formatDuration } from './formatDuration.ts'

test.each([
  [-5, '0 s'],
  [59_999, '59 s'],
  [60_000, '1 min'],
  [3 * 3_600_000 + 1, '3 h'],
  [86_400_000 * 12, '12 d'],
])('%d ms are written %s', (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text)
})
