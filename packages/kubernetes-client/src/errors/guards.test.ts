import { expect, test } from 'vitest'
import { ConnectionError } from './ConnectionError.ts'
import {
  isAlreadyExists,
  isConflict,
  isConnectionError,
  isGone,
  isKubernetesError,
  isNotFound,
  isTypeMissing,
} from './guards.ts'
import { KubernetesError } from './KubernetesError.ts'
import { WatchError } from './WatchError.ts'

function refusal(status: number, reason: string, details?: object) {
  return new KubernetesError('refused', { status, reason, details })
}

test('guards know errors of another copy of the package', async () => {
  const module: string = './KubernetesError.ts?copy'
  const copy = (await import(/* @vite-ignore */ module)) as { KubernetesError: typeof KubernetesError }
  const error = new copy.KubernetesError('not here', { status: 404, reason: 'NotFound' })
  expect(error).not.toBeInstanceOf(KubernetesError)
  expect(isKubernetesError(error)).toBe(true)
  expect(isNotFound(error)).toBe(true)
})

test('a conflict and an existing object are told apart, although both are 409', () => {
  const conflict = refusal(409, 'Conflict')
  const exists = refusal(409, 'AlreadyExists')
  expect([isConflict(conflict), isAlreadyExists(conflict)]).toEqual([true, false])
  expect([isConflict(exists), isAlreadyExists(exists)]).toEqual([false, true])
})

test.each([
  ['no answer names an object', undefined, true],
  ['the details are empty', {}, true],
  ['an object is named', { name: 'app-0', kind: 'pods' }, false],
  ['a kind is named', { kind: 'namespaces' }, false],
])('a type is missing where %s', (_, details, expected) => {
  expect(isTypeMissing(refusal(404, 'NotFound', details))).toBe(expected)
})

test('a position is gone whether the answer or the watch says so', () => {
  expect(isGone(refusal(410, 'Expired'))).toBe(true)
  expect(isGone(new WatchError('too old', { status: 410 }))).toBe(true)
  expect(isGone(new WatchError('lost'))).toBe(false)
})

test.each([
  [new ConnectionError('down', { reason: 'Unreachable' })],
  [new Error('other')],
  ['text'],
  [undefined],
  [null],
])('%s is no answer of the API server', (thrown) => {
  expect(isKubernetesError(thrown)).toBe(false)
  expect(isNotFound(thrown)).toBe(false)
})

test('a connection error keeps its cause', () => {
  const cause = new Error('ECONNREFUSED')
  const error = new ConnectionError('down', { reason: 'Unreachable', cause })
  expect(isConnectionError(error)).toBe(true)
  expect(error.cause).toBe(cause)
})
