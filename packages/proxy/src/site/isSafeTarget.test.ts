import { expect, test } from 'vitest'
import { isSafeTarget } from './isSafeTarget.ts'

test.each(['/', '/api/v1/clusters', '/api/v1/stream?topic=a//b%2F..', '/a.b/c..d/%E2%82%AC', '/environments/'])(
  '%s is plain',
  (target) => {
    expect(isSafeTarget(target)).toBe(true)
  },
)

test.each([
  '',
  '*',
  'http://localhost:8080/api',
  '//api/v1/clusters',
  '/api//v1',
  '/api/../healthz',
  '/api/./v1',
  '/api/..',
  '/api/%2e%2e/v1',
  '/api/%2E/v1',
  '/api/v1%2Fclusters',
  '/api/v1%2fclusters',
  '/api\\v1',
  '/api/%5cv1',
  '/api/%00',
  '/api/%0d%0a',
  '/api#x',
])('%s is ambiguous', (target) => {
  expect(isSafeTarget(target)).toBe(false)
})
