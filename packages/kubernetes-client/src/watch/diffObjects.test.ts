import { expect, test } from 'vitest'
import { diffObjects } from './diffObjects.ts'
import { ObjectStore } from './ObjectStore.ts'

const object = (name: string, resourceVersion: string, uid = name) => ({
  metadata: { namespace: 'web', name, uid, resourceVersion },
})
function world(...objects: ReturnType<typeof object>[]) {
  const store = new ObjectStore<ReturnType<typeof object>>()
  for (const one of objects) store.set(one)
  return store
}
const told = (changes: ReturnType<typeof diffObjects>) =>
  changes.map(({ type, object: one }) => `${type} ${one.metadata?.name}`)

test('tells what came, changed and went, what went first', () => {
  const before = world(object('kept', '1'), object('changed', '2'), object('gone', '3'))
  const after = [object('kept', '1'), object('changed', '5'), object('new', '6')]
  expect(told(diffObjects(before, after))).toEqual(['DELETED gone', 'MODIFIED changed', 'ADDED new'])
})

test('the same world is no change', () => {
  expect(diffObjects(world(object('a', '1')), [object('a', '1')])).toEqual([])
})

test('an object that was made anew under its name is told as gone and come', () => {
  const before = world(object('a', '1', 'first'))
  const changes = diffObjects(before, [object('a', '9', 'second')])
  expect(told(changes)).toEqual(['DELETED a', 'ADDED a'])
  expect(changes[0]?.object.metadata?.uid).toBe('first')
})

test('a change carries what was before', () => {
  const [change] = diffObjects(world(object('a', '1')), [object('a', '2')])
  expect(change?.previous?.metadata?.resourceVersion).toBe('1')
})
