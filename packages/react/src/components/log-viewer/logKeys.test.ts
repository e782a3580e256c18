import { expect, test } from 'vitest'
import { logKeyAction, logKeys } from './logKeys.ts'

const pressed = { altKey: false, ctrlKey: false, metaKey: false }

test('no key stands for two things', () => {
  const keys = logKeys.flatMap(([, ...names]) => names)
  expect(keys).toEqual([...new Set(keys)])
})

test('upper and lower case are different keys', () => {
  expect(logKeyAction({ ...pressed, key: 'n' })).toBe('nextMatch')
  expect(logKeyAction({ ...pressed, key: 'N' })).toBe('previousMatch')
})

test.each(['altKey', 'ctrlKey', 'metaKey'])('with %s a character is left to the browser', (modifier) => {
  expect(logKeyAction({ ...pressed, key: 'w', [modifier]: true })).toBeUndefined()
})

test('keys with names are left to the lines', () => {
  expect(logKeyAction({ ...pressed, key: 'End' })).toBeUndefined()
})
