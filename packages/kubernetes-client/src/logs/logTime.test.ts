import { expect, test } from 'vitest'
import { normalizeLogTime, shiftSeconds, sinceTimeBefore } from './logTime.ts'

test.each([
  ['2026-01-02T03:04:05.123456789Z', '2026-01-02T03:04:05.123456789Z'],
  ['2026-01-02T03:04:05.12Z', '2026-01-02T03:04:05.120000000Z'],
  ['2026-01-02T03:04:05Z', '2026-01-02T03:04:05.000000000Z'],
  ['2026-01-02T00:04:05.123456789+02:00', '2026-01-01T22:04:05.123456789Z'],
  ['2025-12-31T23:30:00.5-01:30', '2026-01-01T01:00:00.500000000Z'],
])('%s is %s', (text, time) => {
  expect(normalizeLogTime(text)).toBe(time)
})

test.each([
  '',
  '2026-01-02',
  'failed to create fsnotify watcher',
  '2026-01-02T03:04:05',
  '2026-01-02T03:04:05.1234567890Z',
  '2026-13-99T03:04:05+01:00',
])('%j is no time', (text) => {
  expect(normalizeLogTime(text)).toBeUndefined()
})

test('is moved by seconds and keeps its fraction', () => {
  expect(shiftSeconds('2026-01-01T00:00:00.123456789Z', -1)).toBe('2025-12-31T23:59:59.123456789Z')
})

test('what is asked upstream lies safely before', () => {
  expect(sinceTimeBefore('2026-01-01T00:00:05.999999999Z')).toBe('2026-01-01T00:00:04Z')
})
