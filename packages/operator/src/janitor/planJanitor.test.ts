import { annotations } from '@catalyst/api/labels'
import { expect, test } from 'vitest'
import { environmentOf, namespaceOf, now } from '../../test/builders.ts'
import { planJanitor } from './planJanitor.ts'

const telling = { delete: false, graceMs: 3_600_000 }
const deleting = { delete: true, graceMs: 3_600_000 }
const since = (minutes: number) => new Date(now.getTime() - minutes * 60_000).toISOString()
const own = { [annotations.environmentUid]: 'environment-uid' }
const orphan = (minutes: number, notes: object = own) =>
  namespaceOf({ annotations: { ...notes, [annotations.orphanedSince]: since(minutes) } })
const noted = (text: string) => namespaceOf({ annotations: { ...own, [annotations.orphanedSince]: text } })
const other = environmentOf({}, { metadata: { uid: 'another' } })

test.each([
  ['its environment is there', namespaceOf(), [environmentOf()], deleting, 'none'],
  ['it is none of an environment', namespaceOf({ labels: {} }), [], deleting, 'none'],
  ['it is going', namespaceOf({ deletionTimestamp: since(1) }), [], deleting, 'none'],
  ['nobody has it', namespaceOf(), [other], telling, 'report'],
  ['it is told of already', orphan(10_000), [other], telling, 'none'],
  ['its environment came back', orphan(10), [environmentOf()], deleting, 'forget'],
  ['the grace is not over', orphan(59), [], deleting, 'wait'],
  ['the grace is over', orphan(61), [], deleting, 'delete'],
  ['what says since when can not be read', noted('for ever'), [], deleting, 'report'],
  ['the operator has not made it', orphan(10_000, {}), [], deleting, 'none'],
] as const)('%s', (...[, namespace, environments, settings, kind]) => {
  expect(planJanitor({ namespace, environments, now }, settings).kind).toBe(kind)
})

test('it waits for the rest of the grace', () => {
  expect(planJanitor({ namespace: orphan(59), environments: [], now }, deleting)).toEqual({
    kind: 'wait',
    forMs: 60_000,
  })
})

test('whoever made a namespace by hand, with our labels, has it while an environment runs there', () => {
  const namespace = namespaceOf({ annotations: {} })
  const environment = environmentOf({}, { status: { namespace: 'acme-shop-pr-1' } })
  expect(planJanitor({ namespace, environments: [environment], now }, deleting)).toEqual({ kind: 'none' })
})
