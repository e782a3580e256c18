import { expect, test } from 'vitest'
import { addressOf } from './addressOf.ts'

test('the header is a client’s own word where no proxy is known to be there', () => {
  expect(addressOf('10.0.0.9', '1.2.3.4', 0)).toBe('10.0.0.9')
})

test('what the outermost known proxy wrote is believed, and nothing left of it', () => {
  expect(addressOf('10.0.0.9', '6.6.6.6, 1.2.3.4', 1)).toBe('1.2.3.4')
  expect(addressOf('10.0.0.9', '6.6.6.6, 1.2.3.4, 10.0.0.8', 2)).toBe('1.2.3.4')
})

test('a request that came around the proxies is known by its connection', () => {
  expect(addressOf('10.0.0.9', undefined, 1)).toBe('10.0.0.9')
  expect(addressOf('10.0.0.9', '1.2.3.4', 2)).toBe('10.0.0.9')
  expect(addressOf(undefined, '', 0)).toBe('unknown')
})

test('a long text is no address', () => {
  expect(addressOf('10.0.0.9', 'x'.repeat(30_000), 1)).toHaveLength(80)
})
