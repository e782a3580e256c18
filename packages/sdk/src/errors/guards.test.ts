import type { Problem } from '@catalyst/api'
import { expect, test } from 'vitest'
import {
  CatalystError,
  isCatalystError,
  isConflict,
  isForbidden,
  isInvalid,
  isMissingType,
  isNotFound,
  isRateLimited,
  isUnauthorized,
} from './CatalystError.ts'
import { isUnreachable } from './isUnreachable.ts'
import { isNetworkError, NetworkError } from './NetworkError.ts'

const guards = {
  isNotFound,
  isMissingType,
  isForbidden,
  isUnauthorized,
  isConflict,
  isInvalid,
  isRateLimited,
  isUnreachable,
  isNetworkError,
}

const failure = (status: number, code: Problem['code'], more: Partial<Problem> = {}) =>
  new CatalystError({ type: 'about:blank', title: code, detail: 'No.', instance: '/', status, code, ...more })

/** As another copy of the package would have made it. */
const foreign = Object.assign(new Error('No.'), { name: 'CatalystError', code: 'FORBIDDEN', status: 403, problem: {} })

test.each([
  ['a missing object', failure(404, 'NOT_FOUND', { missing: 'resource' }), ['isNotFound']],
  ['a missing type', failure(404, 'NOT_FOUND', { missing: 'type' }), ['isNotFound', 'isMissingType']],
  ['a lacking right', failure(403, 'FORBIDDEN'), ['isForbidden']],
  ['an error of another copy', foreign, ['isForbidden']],
  ['no sign-in', failure(401, 'UNAUTHORIZED'), ['isUnauthorized']],
  ['a conflict', failure(409, 'CONFLICT'), ['isConflict']],
  ['invalid input', failure(400, 'INVALID_INPUT'), ['isInvalid']],
  ['too many requests', failure(429, 'RATE_LIMITED'), ['isRateLimited']],
  ['a cluster that is away', failure(503, 'UPSTREAM_UNAVAILABLE'), ['isUnreachable']],
  ['a proxy that is away', new NetworkError('No answer.'), ['isUnreachable', 'isNetworkError']],
  ['a mistake', new TypeError('x is undefined'), []],
  ['no error', { code: 'NOT_FOUND', problem: {} }, []],
])('%s is told apart', (_, error, expected) => {
  const names = Object.entries(guards).filter(([, guard]) => guard(error))
  expect(names.map(([name]) => name)).toEqual(expected)
  expect(isCatalystError(error)).toBe(expected.length > 0 && !isNetworkError(error))
})
