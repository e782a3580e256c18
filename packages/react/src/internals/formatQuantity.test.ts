import { expect, test } from 'vitest'
import { formatBytes, formatCores } from './formatQuantity.ts'

test.each([
  [0, '0 B'],
  [1023, '1023 B'],
  [1024, '1 KiB'],
  [180 * 2 ** 20, '180 MiB'],
  [1.5 * 2 ** 30, '1.5 GiB'],
  [12.34 * 2 ** 30, '12.3 GiB'],
  [2 ** 60, '1024 PiB'],
])('%d bytes are written %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text)
})

test.each([
  [0, '0'],
  [0.0001, '1m'],
  [0.25, '250m'],
  [1, '1'],
  [1.5, '1.5'],
  [16.04, '16'],
])('%d cores are written %s', (cores, text) => {
  expect(formatCores(cores)).toBe(text)
})
