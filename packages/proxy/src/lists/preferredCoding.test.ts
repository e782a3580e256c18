import { expect, test } from 'vitest'
import { preferredCoding } from './preferredCoding.ts'

test.each([
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip', 'gzip'],
  ['GZIP ; Q=0.8', 'gzip'],
  ['br;q=0.5, gzip;q=0.9', 'gzip'],
  ['*', 'br'],
  ['*;q=0.1, br;q=0', 'gzip'],
])('%s gets %s', (header, coding) => {
  expect(preferredCoding(header)).toBe(coding)
})

test.each([undefined, '', 'identity', 'deflate', 'gzip;q=0', 'br;q=0.000, gzip;q=0', 'gzip;q=x', 'x-gzip, brotli'])(
  '%s gets it plain',
  (header) => {
    expect(preferredCoding(header)).toBeUndefined()
  },
)
