import { expect, test } from 'vitest'
import { formatCpu } from './formatCpu.ts'

test.each([
  [0, '0'],
  [0.25, '250m'],
  [1.5, '1500m'],
  [2, '2'],
  [0.0001, '1m'],
  [0.0126, '13m'],
  [0.9999, '1'],
  [-1, '0'],
])('%d cores are %s', (cores, text) => {
  expect(formatCpu(cores)).toBe(text)
})
