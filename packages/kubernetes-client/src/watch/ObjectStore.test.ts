import { expect, test } from 'vitest'
import { ObjectStore } from './ObjectStore.ts'

const object = (namespace: string, name: string) => ({ metadata: { namespace, name } })
const names = (objects: readonly ReturnType<typeof object>[]) =>
  objects.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)

function filled() {
  const store = new ObjectStore<ReturnType<typeof object>>()
  for (const [namespace, name] of [
    ['b', 'z'],
    ['a', 'y'],
    ['b', 'c'],
    ['a', 'x'],
  ] as const)
    store.set(object(namespace, name))
  return store
}

test('lists by namespace, then name', () => {
  const store = filled()
  expect(names(store.list())).toEqual(['a/x', 'a/y', 'b/c', 'b/z'])
  expect(names(store.list('b'))).toEqual(['b/c', 'b/z'])
  expect(names(store.list('c'))).toEqual([])
})

test('a list stays as it is, and is the same until something changes', () => {
  const store = filled()
  const all = store.list()
  const a = store.list('a')
  expect(store.list()).toBe(all)
  store.set(object('b', 'new'))
  expect(all).toHaveLength(4)
  expect(store.list()).toHaveLength(5)
  expect(store.list('a')).toBe(a)
})

test('forgets what is deleted', () => {
  const store = filled()
  store.delete(object('a', 'x'))
  store.delete(object('a', 'y'))
  expect(names(store.list())).toEqual(['b/c', 'b/z'])
  expect(store.get({ namespace: 'a', name: 'x' })).toBeUndefined()
  expect(store.size).toBe(2)
})
