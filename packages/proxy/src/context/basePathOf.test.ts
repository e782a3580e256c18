import { expect, test } from 'vitest'
import { basePathOf } from './basePathOf.ts'

test('without any it is the root', () => {
  expect(basePathOf({})).toBe('')
  expect(basePathOf({ basePath: '/' })).toBe('')
  expect(basePathOf({ publicUrl: 'https://catalyst.example.com' })).toBe('')
})

test('a slash at the end makes no difference', () => {
  expect(basePathOf({ basePath: '/tools/catalyst/' })).toBe('/tools/catalyst')
})

test('the path of the public URL is taken where none is given', () => {
  expect(basePathOf({ publicUrl: 'https://example.com/catalyst/' })).toBe('/catalyst')
})

test.each(['catalyst', '//catalyst', '/a/../b', '/a b', '/a%2Fb', '/:x', '/*'])('%s is refused', (basePath) => {
  expect(() => basePathOf({ basePath })).toThrow(/no plain path/)
})

test('two different paths are refused', () => {
  expect(() => basePathOf({ basePath: '/a', publicUrl: 'https://example.com/b' })).toThrow(/Leave one of them out/)
})
