import { expect, test } from 'vitest'
import { ObjectStore } from './ObjectStore.ts'
import { selectObjects } from './selectObjects.ts'

const object = (namespace: string, name: string, labels: Record<string, string>) => ({
  metadata: { namespace, name, labels },
})

function filled(indexedLabels: readonly string[]) {
  const store = new ObjectStore<ReturnType<typeof object>>(indexedLabels)
  store.set(object('b', 'x', { team: 'acme', stage: 'live' }))
  store.set(object('a', 'x', { team: 'acme', stage: 'test' }))
  store.set(object('a', 'y', { team: 'other' }))
  store.set(object('a', 'z', {}))
  return store
}

test.each([
  [{}, ['a/x', 'a/y', 'a/z', 'b/x']],
  [{ namespace: 'a' }, ['a/x', 'a/y', 'a/z']],
  [{ namespace: 'nowhere' }, []],
  [{ labelSelector: 'team=acme' }, ['a/x', 'b/x']],
  [{ labelSelector: 'team==acme,stage!=live' }, ['a/x']],
  [{ labelSelector: 'stage!=live,team=acme' }, ['a/x']],
  [{ labelSelector: 'team=nobody' }, []],
  [{ labelSelector: 'team in (acme, other)' }, ['a/x', 'a/y', 'b/x']],
  [{ labelSelector: '!team' }, ['a/z']],
  [{ namespace: 'a', labelSelector: 'team=acme' }, ['a/x']],
  [{ namespace: 'b', labelSelector: 'team=acme,stage=live' }, ['b/x']],
])('%j selects %j, with an index and without', (filter, expected) => {
  for (const indexedLabels of [[], ['team'], ['team', 'stage']]) {
    const found = selectObjects(filled(indexedLabels), filter)
    expect(found.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)).toEqual(expected)
  }
})

test('an index follows labels that change, and objects that go', () => {
  const store = filled(['team'])
  const acme = () => selectObjects(store, { labelSelector: 'team=acme' }).map(({ metadata }) => metadata.namespace)
  store.set(object('a', 'x', { team: 'other' }))
  expect(acme()).toEqual(['b'])
  store.delete(object('b', 'x', {}))
  expect(acme()).toEqual([])
  store.set(object('c', 'x', { team: 'acme' }))
  expect(acme()).toEqual(['c'])
})

test('what an index gives is the same array until something in it changes', () => {
  const store = filled(['team'])
  const acme = selectObjects(store, { labelSelector: 'team=acme' })
  store.set(object('a', 'y', { team: 'other', changed: 'yes' }))
  expect(selectObjects(store, { labelSelector: 'team=acme' })).toBe(acme)
  store.set(object('c', 'x', { team: 'acme' }))
  expect(selectObjects(store, { labelSelector: 'team=acme' })).not.toBe(acme)
  expect(acme).toHaveLength(2)
})
