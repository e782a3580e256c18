import { expect, test } from 'vitest'
import { parseWatchLine } from './parseWatchLine.ts'

const line = (type: string, object: object) => JSON.stringify({ type, object })

test('a change loses its managedFields', () => {
  const metadata = { name: 'a', resourceVersion: '7', managedFields: [{ manager: 'kubectl' }] }
  expect(parseWatchLine(line('MODIFIED', { kind: 'Pod', metadata }))).toEqual({
    kind: 'change',
    type: 'MODIFIED',
    object: { kind: 'Pod', metadata: { name: 'a', resourceVersion: '7' } },
    resourceVersion: '7',
  })
})

test('a bookmark is a position', () => {
  const bookmark = { kind: 'Pod', metadata: { resourceVersion: '12746', creationTimestamp: null } }
  expect(parseWatchLine(line('BOOKMARK', bookmark))).toEqual({ kind: 'bookmark', resourceVersion: '12746' })
})

test('the Status of a compacted history means expired', () => {
  const status = {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message: 'The resourceVersion for the provided watch is too old.',
    reason: 'Expired',
    code: 410,
  }
  expect(parseWatchLine(line('ERROR', status))).toEqual({ kind: 'expired', message: status.message })
  expect(parseWatchLine(line('ERROR', { reason: 'Gone', message: 'gone' }))).toMatchObject({ kind: 'expired' })
})

test('any other Status is an error', () => {
  const status = { kind: 'Status', code: 500, reason: 'InternalError', message: 'etcd is away' }
  expect(parseWatchLine(line('ERROR', status))).toEqual({
    kind: 'error',
    status: 500,
    reason: 'InternalError',
    message: 'etcd is away',
  })
})

test('a type from the future is ignored', () => {
  expect(parseWatchLine(line('RELABELED', {}))).toBeUndefined()
})

test('half a line is an error', () => {
  expect(() => parseWatchLine('{"type":"ADDED","obj')).toThrow(SyntaxError)
})
