import { expect, test } from 'vitest'
import { impersonationHeaders } from './impersonationHeaders.ts'

test('a user, groups, uid and extra become headers', () => {
  const headers = impersonationHeaders({ user: 'ada', groups: ['a', 'b'], uid: '7', extra: { scope: ['x', 'y'] } })
  expect(headers).toEqual({
    'impersonate-user': 'ada',
    'impersonate-group': ['a', 'b'],
    'impersonate-uid': '7',
    'impersonate-extra-scope': ['x', 'y'],
  })
})

test('names outside ASCII travel as the UTF-8 that the API server reads', () => {
  const header = impersonationHeaders({ user: 'Jürgen 東京' })['impersonate-user'] as string
  expect(Buffer.from(header, 'latin1').toString('utf8')).toBe('Jürgen 東京')
})

test('the key of an extra survives, upper case and slashes included', () => {
  const [name] = Object.keys(impersonationHeaders({ user: 'ada', extra: { 'Example.com/Ünit(1)': ['x'] } })).slice(1)
  const key = name!.slice('impersonate-extra-'.length)
  expect(key).toMatch(/^[a-z0-9%.A-F]+$/)
  expect(decodeURIComponent(key.toLowerCase())).toBe('Example.com/Ünit(1)')
})

test.each([
  ['an empty user', { user: '' }],
  ['a user with a line break', { user: 'ada\r\nImpersonate-Group: system:masters' }],
  ['a group with a line break', { user: 'ada', groups: ['a\nb'] }],
  ['an extra with a control character', { user: 'ada', extra: { scope: ['\u0000'] } }],
])('%s is refused', (_, impersonation) => {
  expect(() => impersonationHeaders(impersonation)).toThrow(RangeError)
})
