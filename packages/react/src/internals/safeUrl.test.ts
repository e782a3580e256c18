import { expect, test } from 'vitest'
import { safeUrl } from './safeUrl.ts'

test.each(['javascript:alert(1)', 'data:text/html,x', '//example.com', 'nonsense', '', undefined])(
  '%s is no link',
  (text) => {
    expect(safeUrl(text)).toBeUndefined()
  },
)

test('http and https are links', () => {
  expect(safeUrl('https://pr-1.example.com/a')?.host).toBe('pr-1.example.com')
  expect(safeUrl('http://pr-1.localhost:8080/')?.host).toBe('pr-1.localhost:8080')
})
