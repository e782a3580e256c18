import { expect, test } from 'vitest'
import { formatMemory } from './formatMemory.ts'

test.each([
  [0, '0'],
  [512, '512'],
  [1024, '1Ki'],
  [1.5 * 2 ** 30, '1.5Gi'],
  [2 ** 30, '1Gi'],
  [310.4 * 2 ** 20, '310Mi'],
  [9.96 * 1024, '10Ki'],
  [2 ** 20 - 1, '1Mi'],
  [-5, '0'],
])('%d bytes are %s', (bytes, text) => {
  expect(formatMemory(bytes)).toBe(text)
})
