import { environment, condition, storyNow, storyTime } from '@catalyst/testing'
import { expect, test } from 'vitest'
import { actionsOf, awaitedRevision } from './actionsOf.ts'

const now = storyNow.getTime()

test('a failed one can be deployed again, a degraded one restarted too, a good one neither', () => {
  expect(actionsOf(environment({ phase: 'Failed' }), now).actions).toEqual(['retry', 'delete'])
  expect(actionsOf(environment({ phase: 'Degraded' }), now).actions).toEqual(['restart', 'retry', 'delete'])
  expect(actionsOf(environment({ phase: 'Ready' }), now).actions).toEqual(['delete'])
  expect(actionsOf(environment({ phase: 'Building' }), now).actions).toEqual(['delete'])
})

test('a deletion that just began needs nothing; one that hangs can be forced', () => {
  const deleting = (deletedAt: string, reason = 'Deleting') =>
    environment({ phase: 'Deleting', deletedAt, conditions: [condition('Ready', { status: 'False', reason })] })
  expect(actionsOf(deleting(storyTime(-20)), now).actions).toEqual([])
  expect(actionsOf(deleting(storyTime(-61)), now).actions).toEqual(['force'])
  expect(actionsOf(deleting(storyTime(-20), 'DeletionStuck'), now).actions).toEqual(['force'])
})

test('a request is open until the status echoes it', () => {
  const failed = (spec: object, status: object = {}) => environment({ phase: 'Failed', spec, status })
  expect(actionsOf(failed({ retryRequest: '7' }), now).asked).toBe('retry')
  expect(actionsOf(failed({ retryRequest: '7' }, { retryRequest: '6' }), now).asked).toBe('retry')
  expect(actionsOf(failed({ retryRequest: '7' }, { retryRequest: '7' }), now).asked).toBeUndefined()
  expect(actionsOf(failed({ restartRequest: '7' }), now).asked).toBe('restart')
  expect(actionsOf(environment({ spec: { retryRequest: '7' } }), now).asked).toBeUndefined()
})

test('a revision waits until it is the one that was approved', () => {
  const waiting = environment({ status: { approval: { revision: 'b' } } })
  const approved = (revision: string) => ({
    ...waiting,
    metadata: { ...waiting.metadata, annotations: { 'catalyst.dev/approved-revision': revision } },
  })
  expect(awaitedRevision(waiting)).toBe('b')
  expect(awaitedRevision(approved('a'))).toBe('b')
  expect(awaitedRevision(approved('b'))).toBeUndefined()
  expect(awaitedRevision(environment())).toBeUndefined()
})
