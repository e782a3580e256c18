import { ConnectionError, KubernetesError, NamespaceError } from '@catalyst/kubernetes-client'
import { describe, expect, test } from 'vitest'
import { ProblemError } from './ProblemError.ts'
import { toProblemError } from './toProblemError.ts'

function refusal(status: number, reason: string, details?: KubernetesError['details']): KubernetesError {
  return new KubernetesError('environments "x" is forbidden: no', { status, reason, details })
}

describe('what the API server refuses', () => {
  test.each([
    [400, 'BadRequest', 'INVALID_INPUT'],
    [403, 'Forbidden', 'FORBIDDEN'],
    [405, 'MethodNotAllowed', 'METHOD_NOT_ALLOWED'],
    [409, 'Conflict', 'CONFLICT'],
    [410, 'Expired', 'GONE'],
    [413, 'RequestEntityTooLarge', 'PAYLOAD_TOO_LARGE'],
    [415, 'UnsupportedMediaType', 'UNSUPPORTED_MEDIA_TYPE'],
    [422, 'Invalid', 'INVALID_INPUT'],
    [429, 'TooManyRequests', 'RATE_LIMITED'],
    [500, 'InternalError', 'UPSTREAM_UNAVAILABLE'],
    [503, 'ServiceUnavailable', 'UPSTREAM_UNAVAILABLE'],
    [504, 'Timeout', 'UPSTREAM_UNAVAILABLE'],
  ])('%i %s is %s', (status, reason, code) => {
    expect(toProblemError(refusal(status, reason)).code).toBe(code)
  })

  test('401 is our credential that failed, so nobody is told to sign in', () => {
    const problem = toProblemError(
      new KubernetesError('token abc has expired', { status: 401, reason: 'Unauthorized' }),
    )
    expect(problem).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', status: 503 })
    expect(problem.message).not.toContain('abc')
  })

  test('a full quota arrives as 403 and is a conflict', () => {
    const error = new KubernetesError('pods "x" is forbidden: exceeded quota: default, requested: pods=1', {
      status: 403,
      reason: 'Forbidden',
    })
    expect(toProblemError(error)).toMatchObject({ code: 'CONFLICT', status: 409, options: { reason: 'QuotaExceeded' } })
  })

  test('a namespace that is going arrives as 403 and is a conflict', () => {
    const error = refusal(403, 'Forbidden', {
      causes: [{ reason: 'NamespaceTerminating', message: 'namespace x is being terminated' }],
    })
    expect(toProblemError(error)).toMatchObject({ code: 'CONFLICT', options: { reason: 'NamespaceTerminating' } })
  })

  test('an object that exists is told from one that was changed meanwhile', () => {
    expect(toProblemError(refusal(409, 'AlreadyExists')).options.reason).toBe('AlreadyExists')
    expect(toProblemError(refusal(409, 'Conflict')).options.reason).toBe('Conflict')
  })

  test('404 says whether the object, its namespace or its type is missing', () => {
    expect(toProblemError(refusal(404, 'NotFound', { kind: 'environments', name: 'x' })).options.missing).toBe(
      'resource',
    )
    expect(toProblemError(refusal(404, 'NotFound', { kind: 'namespaces', name: 'x' })).options.missing).toBe(
      'namespace',
    )
    expect(toProblemError(refusal(404, 'NotFound')).options.missing).toBe('type')
  })

  test('the causes of 422 become issues', () => {
    const error = refusal(422, 'Invalid', { causes: [{ field: 'spec.sources[0].commitSha', message: 'should match' }] })
    expect(toProblemError(error).options.issues).toEqual([
      { path: 'spec.sources[0].commitSha', message: 'should match' },
    ])
  })

  test('429 carries the time to wait', () => {
    expect(toProblemError(refusal(429, 'TooManyRequests', { retryAfterSeconds: 7 })).options.retryAfterSeconds).toBe(7)
  })
})

test('a cluster that does not answer is named without its address', () => {
  const error = new ConnectionError("The API server at https://10.1.2.3:6443 can't be reached", {
    reason: 'Unreachable',
  })
  const problem = toProblemError(error)
  expect(problem.code).toBe('UPSTREAM_UNAVAILABLE')
  expect(problem.message).not.toContain('10.1.2.3')
})

test('a namespace of somebody else is a conflict', () => {
  const error = new NamespaceError('The namespace belongs to team "b".', { code: 'OwnedByAnother', namespace: 'a' })
  expect(toProblemError(error)).toMatchObject({ code: 'CONFLICT', options: { reason: 'NamespaceTaken' } })
})

test('an unexpected error tells nothing of its inside', () => {
  const problem = toProblemError(new Error('connect to postgres://user:secret@db failed'))
  expect(problem).toMatchObject({ code: 'SERVER_ERROR', status: 500 })
  expect(problem.message).not.toContain('secret')
})

test('a problem stays the one that it is', () => {
  const problem = new ProblemError('GONE', 'No longer there.')
  expect(toProblemError(problem)).toBe(problem)
})
