import { expect, test } from 'vitest'
import { jsonDepth } from './jsonDepth.ts'

test.each([
  ['1', 0],
  ['"[[["', 0],
  ['"\\"[["', 0],
  ['{}', 1],
  ['[[],[[]]]', 3],
  ['{"a":[{"b":"]]]"}]}', 3],
  ['[[[', 3],
  [']]]', 0],
  ['', 0],
])('%s has %d within each other', (text, depth) => {
  expect(jsonDepth(text)).toBe(depth)
})
