import { expect, test } from 'vitest'
import { shareUnchanged } from './shareUnchanged.ts'

const item = (name: string, resourceVersion: string) => ({ metadata: { name, uid: name, resourceVersion } })
const list = (...items: object[]) => ({ items, metadata: { resourceVersion: '9' } })

test('a list whose items did not change stays the same', () => {
  const before = list(item('a', '1'), item('b', '2'))
  expect(shareUnchanged(before, list(item('a', '1'), item('b', '2')))).toBe(before)
})

test('only the item that changed is another object', () => {
  const before = list(item('a', '1'), item('b', '2'))
  const after = shareUnchanged(before, list(item('a', '1'), item('b', '3'))) as typeof before
  expect(after.items[0]).toBe(before.items[0])
  expect(after.items[1]).toEqual(item('b', '3'))
})

test('an item that went away is gone', () => {
  const before = list(item('a', '1'), item('b', '2'))
  expect(shareUnchanged(before, list(item('b', '2')))).toEqual(list(item('b', '2')))
})

test('what is no list is compared deeply', () => {
  const before = { cpu: { usage: 1 } }
  expect(shareUnchanged(before, { cpu: { usage: 1 } })).toBe(before)
})
