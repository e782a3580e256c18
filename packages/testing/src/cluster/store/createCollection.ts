import type { ObjectRef } from '../api/ApiOperations.ts'
import type { KubernetesObject } from '../objects/KubernetesObject.ts'
import { createSortedKeys } from './createSortedKeys.ts'
import type { StoreEvent } from './ObjectStore.ts'

/** The objects of one resource, their history, and who listens to it. */
export interface Collection {
  /** The last revision whose change is no longer remembered. */
  readonly forgotten: number
  get(key: string): KubernetesObject | undefined
  list(namespace?: string): readonly KubernetesObject[]
  listAt(revision: number, namespace?: string): readonly KubernetesObject[]
  changesSince(revision: number): readonly StoreEvent[]
  record(event: StoreEvent): void
  tell(event: StoreEvent): void
  subscribe(listener: (event: StoreEvent) => void): Disposable
  forget(): void
}

/** Under which an object stands, in the order in which lists give them. */
export function keyOf({ namespace = '', name }: ObjectRef): string {
  return `${namespace}/${name}`
}

export function createCollection(historyLimit: number): Collection {
  const objects = new Map<string, KubernetesObject>()
  const keys = createSortedKeys()
  const listeners = new Set<(event: StoreEvent) => void>()
  /** By namespace, until the next change: rights alone are looked up in lists with every request. */
  const lists = new Map<string | undefined, readonly KubernetesObject[]>()
  let history: StoreEvent[] = []
  let forgotten = 0

  /** The index in the history of the first change after a revision. */
  function indexAfter(revision: number): number {
    let low = 0
    let high = history.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((history[middle]?.revision ?? Infinity) <= revision) low = middle + 1
      else high = middle
    }
    return low
  }

  const collection: Collection = {
    get forgotten() {
      return forgotten
    },
    get: (key) => objects.get(key),
    list(namespace) {
      let found = lists.get(namespace)
      if (found === undefined) {
        found = pick(objects, keys.within(namespace))
        lists.set(namespace, found)
      }
      return found
    },
    listAt(revision, namespace) {
      const first = indexAfter(revision)
      if (first === history.length) return collection.list(namespace)
      const then = new Map(objects)
      for (const { object, previous } of history.slice(first).reverse()) {
        if (previous === undefined) then.delete(keyOf(object.metadata))
        else then.set(keyOf(object.metadata), previous)
      }
      const prefix = namespace === undefined ? '' : `${namespace}/`
      const found = [...then.keys()].filter((key) => key.startsWith(prefix)).sort()
      return pick(then, found)
    },
    changesSince: (revision) => history.slice(indexAfter(revision)),
    record(event) {
      const key = keyOf(event.object.metadata)
      lists.clear()
      if (event.type === 'DELETED') {
        objects.delete(key)
        keys.remove(key)
      } else {
        objects.set(key, event.object)
        if (event.type === 'ADDED') keys.add(key)
      }
      history.push(event)
      // Cut off in large pieces: to shift one at a time would move all of them each time.
      if (history.length > historyLimit * 1.5) {
        const cut = history.splice(0, history.length - historyLimit)
        forgotten = cut.at(-1)?.revision ?? forgotten
      }
    },
    tell(event) {
      for (const listener of [...listeners]) {
        if (!listeners.has(listener)) continue
        try {
          listener(event)
        } catch (error) {
          // One that fails must not keep the change from the others, nor fail whoever wrote.
          queueMicrotask(() => {
            throw error
          })
        }
      }
    },
    subscribe(listener) {
      // A function of its own, so that the same listener can subscribe twice.
      const entry = (event: StoreEvent) => listener(event)
      listeners.add(entry)
      return { [Symbol.dispose]: () => void listeners.delete(entry) }
    },
    forget() {
      history = []
    },
  }
  return collection
}

function pick(objects: ReadonlyMap<string, KubernetesObject>, keys: readonly string[]): KubernetesObject[] {
  const found: KubernetesObject[] = []
  for (const key of keys) {
    const object = objects.get(key)
    if (object !== undefined) found.push(object)
  }
  return found
}
