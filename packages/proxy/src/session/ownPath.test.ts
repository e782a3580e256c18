import { expect, test } from 'vitest'
import { ownPath } from './ownPath.ts'

test.each([
  ['/', '', '/'],
  ['/environments?team=a#log', '', '/environments?team=a#log'],
  ['/catalyst', '/catalyst', '/catalyst'],
  ['/catalyst/x', '/catalyst', '/catalyst/x'],
  ['/x?to=//evil.example', '', '/x?to=//evil.example'],
  ['/apis', '', '/apis'],
  ['/a/../b', '', '/b'],
])('%j below %j is a page of this server', (text, basePath, path) => {
  expect(ownPath(text, basePath)).toBe(path)
})

test.each([
  ['', ''],
  ['environments', ''],
  ['//evil.example', ''],
  ['///evil.example', ''],
  ['/..//evil.example', ''],
  ['/.//evil.example', ''],
  ['/\\evil.example', ''],
  ['/\n/evil.example', ''],
  ['https://evil.example', ''],
  ['/api/v1/auth/login', ''],
  ['/x/../api/v1/session', ''],
  ['/catalyst-other', '/catalyst'],
  ['/', '/catalyst'],
  ['/catalyst/../x', '/catalyst'],
  ['/catalyst/api/v1/session', '/catalyst'],
])('%j below %j is none', (text, basePath) => {
  expect(ownPath(text, basePath)).toBeUndefined()
})
