import { describe, expect, test } from 'vitest'
import type { KubernetesObject } from '../objects/KubernetesObject.ts'
import { createObjectStore } from './createObjectStore.ts'
import type { StoreEvent } from './ObjectStore.ts'

function thing(
  name: string,
  { namespace = 'home', data }: { namespace?: string; data?: string } = {},
): KubernetesObject {
  const metadata = { name, namespace, uid: name, resourceVersion: '', creationTimestamp: '' }
  return { kind: 'Thing', apiVersion: 'v1', metadata, ...(data !== undefined && { data }) }
}
const names = (objects: readonly KubernetesObject[]) => objects.map(({ metadata }) => metadata.name)
const describeEvent = ({ type, object }: StoreEvent) => `${type} ${object.metadata.name}`

test('what is put is there, frozen all through, with the revision of the store', () => {
  const store = createObjectStore()
  const put = store.put('things', thing('one'))
  expect(store.get('things', { namespace: 'home', name: 'one' })).toBe(put)
  expect(put.metadata.resourceVersion).toBe(String(store.revision))
  expect(Object.isFrozen(put.metadata)).toBe(true)
})

test('revisions count over all kinds', () => {
  const store = createObjectStore()
  const first = Number(store.put('things', thing('one')).metadata.resourceVersion)
  expect(store.put('others', thing('one')).metadata.resourceVersion).toBe(String(first + 1))
  expect(store.remove('things', thing('one')).metadata.resourceVersion).toBe(String(first + 2))
})

test('lists are in the order of etcd: of namespace and name as one text', () => {
  const store = createObjectStore()
  for (const [namespace, name] of [
    ['b', 'x'],
    ['a', 'z'],
    ['a-b', 'a'],
    ['a', 'b'],
  ] as const) {
    store.put('things', thing(name, { namespace }))
  }
  expect(store.list('things').map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)).toEqual([
    'a-b/a',
    'a/b',
    'a/z',
    'b/x',
  ])
  expect(names(store.list('things', 'a'))).toEqual(['b', 'z'])
})

describe('an earlier moment', () => {
  test('is listed as it was: what came is not there, what went is, what changed is as before', () => {
    const store = createObjectStore()
    store.put('things', thing('changed', { data: 'old' }))
    store.put('things', thing('gone'))
    const then = store.revision
    store.put('things', thing('changed', { data: 'new' }))
    store.remove('things', thing('gone'))
    store.put('things', thing('late'))
    const listed = store.listAt('things', then)
    expect(names(listed)).toEqual(['changed', 'gone'])
    expect(listed[0]?.['data']).toBe('old')
    expect(names(store.listAt('things', then, 'elsewhere'))).toEqual([])
  })

  test('that was compacted is gone, for lists and for changes', () => {
    const store = createObjectStore()
    store.put('things', thing('one'))
    const then = store.revision
    store.put('things', thing('two'))
    store.compact()
    expect(() => store.listAt('things', then)).toThrow('too old resource version')
    expect(() => store.changesSince('things', then)).toThrow('too old resource version')
    expect(store.changesSince('things', store.revision)).toEqual([])
  })

  test('beyond the limit of the history is gone, and what is nearer is not', () => {
    const store = createObjectStore({ historyLimit: 10 })
    const first = Number(store.put('things', thing('first')).metadata.resourceVersion)
    for (let index = 0; index < 30; index++) store.put('things', thing(`n-${index}`))
    expect(() => store.changesSince('things', first)).toThrow('too old resource version')
    expect(store.changesSince('things', store.revision - 5)).toHaveLength(5)
  })
})

describe('changes', () => {
  test('come in order, with what was before', () => {
    const store = createObjectStore()
    const seen: StoreEvent[] = []
    using _ = store.subscribe('things', (event) => void seen.push(event))
    const first = store.put('things', thing('one'))
    store.put('things', thing('one', { data: 'x' }))
    store.remove('things', thing('one'))
    store.put('others', thing('other'))
    expect(seen.map(describeEvent)).toEqual(['ADDED one', 'MODIFIED one', 'DELETED one'])
    expect(seen[1]?.previous).toBe(first)
    expect(seen).toEqual(store.changesSince('things', 1))
  })

  test('that a listener makes are told to everybody after the one that it heard of', () => {
    const store = createObjectStore()
    const seen: string[] = []
    using _first = store.subscribe('things', ({ object }) => {
      if (object.metadata.name === 'cause') store.put('things', thing('effect'))
    })
    using _second = store.subscribe('things', ({ object }) => void seen.push(object.metadata.name))
    store.put('things', thing('cause'))
    expect(seen).toEqual(['cause', 'effect'])
  })

  test('are not told to who has gone', () => {
    const store = createObjectStore()
    const seen: string[] = []
    const subscription = store.subscribe('things', ({ object }) => void seen.push(object.metadata.name))
    store.put('things', thing('one'))
    subscription[Symbol.dispose]()
    store.put('things', thing('two'))
    expect(seen).toEqual(['one'])
  })
})
