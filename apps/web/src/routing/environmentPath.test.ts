import { expect, test } from 'vitest'
import { environmentPath } from './environmentPath.ts'

test('an environment of the default cluster is under the dash', () => {
  expect(environmentPath({ namespace: 'acme-shop', name: 'pr-1' })).toBe('/environments/-/acme-shop/pr-1')
})

test('names are encoded', () => {
  expect(environmentPath({ cluster: 'eu/west', namespace: 'a', name: 'b?c' })).toBe('/environments/eu%2Fwest/a/b%3Fc')
})
