import { expect, test } from 'vitest'
import { parseQuantity } from './parseQuantity.ts'

test.each([
  ['250m', 0.25],
  ['1', 1],
  ['1.5', 1.5],
  ['.5', 0.5],
  ['2.', 2],
  ['35m', 0.035],
  ['123456789n', 0.123456789],
  ['100u', 0.0001],
  ['1k', 1000],
  ['1Ki', 1024],
  ['1Gi', 1_073_741_824],
  ['1.5Gi', 1_610_612_736],
  ['128M', 128_000_000],
  ['1e3', 1000],
  ['1E3', 1000],
  ['1E', 1e18],
  ['5e-1', 0.5],
  ['-1Ki', -1024],
  ['+1', 1],
  ['0', 0],
])('%s is %d', (text, value) => {
  expect(parseQuantity(text)).toBe(value)
})

test.each(['', 'x', '1 Gi', '1gi', '1KI', '0x10', 'Infinity', '1e', '--1', '1Gi2', '1m1', '1e9999'])(
  '%j is no quantity, and the message says what one is',
  (text) => {
    expect(() => parseQuantity(text)).toThrow('such as "250m" or "1Gi"')
  },
)
