import { expect, test } from 'vitest'
import { hideValues } from './hideValues.ts'

const values = {
  image: 'registry.example.com/web:1',
  database: { password: 'hush-hush', port: 5432, name: 'shop' },
  apiTokens: ['first-token', 'second-token'],
  env: { GREETING: 'good morning' },
  pin: { secret: 'no' },
}

test.each([
  ['a password', 'login hush-hush failed', 'login *** failed'],
  ['a password in base64', `data: ${Buffer.from('hush-hush').toString('base64')}`, 'data: ***'],
  ['each of a list', 'first-token, second-token', '***, ***'],
  ['variables', 'said good morning', 'said ***'],
  [
    'nothing that is not secret',
    'registry.example.com/web:1 of shop at 5432',
    'registry.example.com/web:1 of shop at 5432',
  ],
  ['nothing so short that it is in everything', 'no', 'no'],
])('hides %s', (_what, text, hidden) => {
  expect(hideValues(text, values)).toBe(hidden)
})
