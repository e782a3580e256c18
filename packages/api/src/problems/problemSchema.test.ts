import { expect, test } from 'vitest'
import { problemCodes, problemStatus } from './problemCodes.ts'
import { problemSchema } from './problemSchema.ts'

test('every code has a status of an error', () => {
  for (const code of problemCodes) {
    expect(problemStatus[code]).toBeGreaterThanOrEqual(400)
    expect(problemStatus[code]).toBeLessThan(600)
  }
})

test('a full problem is one, and an unknown code is not', () => {
  const problem = {
    type: 'https://catalyst.dev/problems/not-found',
    title: 'Not found',
    status: 404,
    detail: 'There is no environment "pr-1" in namespace "acme-shop".',
    instance: '/api/v1/clusters/-/namespaces/acme-shop/environments/pr-1',
    code: 'NOT_FOUND',
    missing: 'resource',
    lastSeen: { object: { kind: 'Environment' }, deletedAt: '2026-01-01T00:00:00Z' },
  }
  expect(problemSchema.parse(problem)).toEqual(problem)
  expect(problemSchema.safeParse({ ...problem, code: 'TEAPOT' }).success).toBe(false)
})
