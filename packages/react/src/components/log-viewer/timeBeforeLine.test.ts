import { expect, test } from 'vitest'
import { timeBeforeLine } from './timeBeforeLine.ts'

test('a log is loaded since a minute before its linked line', () => {
  expect(timeBeforeLine('2026-01-01T10:00:00.123456789Z@web-0/app~2')).toBe('2026-01-01T09:59:00.123Z')
})

test.each([undefined, '', 'nonsense', '2026-01-01T10:00:00Z', 'soon@web-0/app'])('%s names no line', (text) => {
  expect(timeBeforeLine(text)).toBeUndefined()
})
