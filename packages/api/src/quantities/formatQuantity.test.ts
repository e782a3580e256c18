import { expect, test } from 'vitest'
import { formatQuantity } from './formatQuantity.ts'
import { parseQuantity } from './parseQuantity.ts'

test.each([
  [0, '0'],
  [0.25, '250m'],
  [1.5, '1500m'],
  [0.1 + 0.2, '300m'],
  [2, '2'],
  [1000, '1k'],
  [1500, '1500'],
  [5e-7, '500n'],
  [1e-12, '0'],
  [123_456_789.5, '123456789500m'],
  [-0.5, '-500m'],
])('%d is %s', (value, text) => {
  expect(formatQuantity(value)).toBe(text)
})

test.each([
  [1024, '1Ki'],
  [2 ** 30, '1Gi'],
  [1.5 * 2 ** 30, '1536Mi'],
  [1000, '1000'],
  [0, '0'],
])('%d in binary units is %s', (value, text) => {
  expect(formatQuantity(value, { units: 'binary' })).toBe(text)
})

test('what it writes is read as the same number', () => {
  for (const value of [0.001, 0.035, 0.1, 1.25, 3, 999, 1000, 12_345_678, 2 ** 40, 0.123456789]) {
    expect(parseQuantity(formatQuantity(value))).toBe(value)
    expect(parseQuantity(formatQuantity(value, { units: 'binary' }))).toBe(value)
  }
})

test.each([Number.NaN, Number.POSITIVE_INFINITY])('%d is refused', (value) => {
  expect(() => formatQuantity(value)).toThrow(RangeError)
})
