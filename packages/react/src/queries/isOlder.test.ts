import { expect, test } from 'vitest'
import { isOlder } from './isOlder.ts'

const state = (resourceVersion: string | undefined, uid: string | undefined = 'a') => ({
  metadata: { uid, resourceVersion },
})

test.each([
  ['9', '10', true],
  ['10', '9', false],
  ['10', '10', false],
  ['9007199254740993', '9007199254740992', false],
  ['99999999999999999999', '100000000000000000000', true],
  ['opaque-1', 'opaque-2', false],
  [undefined, '2', false],
])('version %s is older than %s: %s', (one, other, expected) => {
  expect(isOlder(state(one), state(other))).toBe(expected)
})

test('versions of two objects, one after the other of the same name, are not compared', () => {
  expect(isOlder(state('1', 'a'), state('2', 'b'))).toBe(false)
})
