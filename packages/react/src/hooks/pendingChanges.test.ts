import { environment } from '@catalyst/testing'
import { expect, test } from 'vitest'
import { createPendingView } from './pendingChanges.ts'

const one = environment({ team: 'acme', project: 'shop', name: 'pr-1' })
const other = environment({ team: 'acme', project: 'shop', name: 'pr-2' })
const ref = { namespace: 'acme-shop', name: 'pr-1' }
const sentAt = Date.UTC(2026, 0, 1)

test('without a change everything is shown as it is', () => {
  const items = [one, other]
  const view = createPendingView<'environments'>([])
  expect(view.list(items, '-')).toBe(items)
  expect(view.one(one, undefined)).toBe(one)
})

test('changes are laid over their object in the order in which they were sent, and over no other', () => {
  const view = createPendingView<'environments'>([
    { ...ref, patch: { spec: { devCommand: 'make', workdir: 'web' } }, sentAt },
    { ...ref, patch: { spec: { devCommand: 'make all' } }, sentAt },
    { ...ref, sentAt },
  ])
  const [shown, untouched] = view.list([one, other], '-')
  expect(shown?.spec).toMatchObject({ devCommand: 'make all', workdir: 'web' })
  expect(shown?.metadata.deletionTimestamp).toBe('2026-01-01T00:00:00.000Z')
  expect(untouched).toBe(other)
  expect(one.metadata.deletionTimestamp).toBeUndefined()
})

test('what is shown stays the same object from one look to the next', () => {
  const items = [one, other]
  const view = createPendingView<'environments'>([{ ...ref, sentAt }])
  expect(view.list(items, '-')).toBe(view.list(items, '-'))
  expect(view.one(one, '-')).toBe(view.list(items, '-')[0])
})

test('an environment of the same name in another cluster is another one', () => {
  const view = createPendingView<'environments'>([{ ...ref, cluster: 'east', sentAt }])
  const items = [one]
  expect(view.list(items, '-')).toBe(items)
  expect(view.one(one, 'west')).toBe(one)
  expect(view.one(one, 'east').metadata.deletionTimestamp).toEqual(expect.any(String))
})

test('one that is being deleted already keeps the time at which that began', () => {
  const deletedAt = '2025-12-31T00:00:00Z'
  const deleted = environment({ team: 'acme', project: 'shop', name: 'pr-1', deletedAt })
  const view = createPendingView<'environments'>([{ ...ref, sentAt }])
  expect(view.one(deleted, '-').metadata.deletionTimestamp).toBe(deletedAt)
})
