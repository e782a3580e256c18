import { CatalystError, NetworkError } from '@catalyst/sdk'
import { problem } from '@catalyst/testing'
import { expect, test } from 'vitest'
import { problemKind } from './problemKind.ts'

test.each([
  [problem('FORBIDDEN'), 'forbidden'],
  [problem('UNAUTHORIZED'), 'unauthorized'],
  [problem('NOT_FOUND', { missing: 'type' }), 'type-missing'],
  [problem('NOT_FOUND', { missing: 'cluster' }), 'cluster-missing'],
  [problem('NOT_FOUND', { missing: 'namespace' }), 'namespace-missing'],
  [problem('NOT_FOUND', { missing: 'resource' }), 'not-found'],
  [problem('NOT_FOUND'), 'not-found'],
  [problem('UPSTREAM_UNAVAILABLE'), 'cluster-unreachable'],
  [problem('SERVER_ERROR'), 'unknown'],
])('a problem of code $code is of kind %2$s', (given, kind) => {
  expect(problemKind(given)).toBe(kind)
  expect(problemKind(new CatalystError(given))).toBe(kind)
})

test('no answer at all is a proxy that can not be reached, anything else is unknown', () => {
  expect(problemKind(new NetworkError('refused'))).toBe('proxy-unreachable')
  expect(problemKind(new Error('bug'))).toBe('unknown')
  expect(problemKind(undefined)).toBe('unknown')
})
