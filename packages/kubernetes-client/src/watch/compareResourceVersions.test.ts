import { expect, test } from 'vitest'
import { compareResourceVersions } from './compareResourceVersions.ts'

test.each([
  ['9', '10'],
  ['0', '1'],
  ['9007199254740992', '9007199254740993'],
  ['99999999999999999999999999', '100000000000000000000000000'],
])('%s is before %s', (left, right) => {
  expect(compareResourceVersions(left, right)).toBeLessThan(0)
  expect(compareResourceVersions(right, left)).toBeGreaterThan(0)
})

test('equal texts are equal', () => {
  expect(compareResourceVersions('12', '12')).toBe(0)
})

test.each([
  ['', '1'],
  ['1', 'abc'],
  ['01', '1'],
  ['1.5', '2'],
  ['-1', '2'],
  ['1e3', '2'],
])('%j and %j have no order', (left, right) => {
  expect(compareResourceVersions(left, right)).toBeUndefined()
})
