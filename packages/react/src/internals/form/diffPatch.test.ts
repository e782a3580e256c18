import { expect, test } from 'vitest'
import { mergePatch } from '../../hooks/mergePatch.ts'
import { diffPatch } from './diffPatch.ts'

test.each([
  [{ a: 1 }, { a: 1 }, {}],
  [{ a: { b: 1, c: 2 } }, { a: { c: 2, b: 1 } }, {}],
  [
    { a: 1, b: { c: 1, d: 2 } },
    { b: { c: 1, d: 3 }, e: [1] },
    { a: null, b: { d: 3 }, e: [1] },
  ],
  [{ a: [1, 2] }, { a: [1] }, { a: [1] }],
  [{ a: { b: 1 } }, { a: [1] }, { a: [1] }],
  [{ a: 'x' }, { a: { b: 1 } }, { a: { b: 1 } }],
])('%j becomes %j by %j', (before, after, patch) => {
  expect(diffPatch(before, after)).toEqual(patch)
  expect(mergePatch(before, patch)).toEqual(after)
})
