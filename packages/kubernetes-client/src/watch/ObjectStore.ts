import { objectKey } from './objectKey.ts'
import { Shelf } from './Shelf.ts'
import type { WatchableObject } from './watchTypes.ts'

/**
 * Objects by namespace, name and the values of some labels. What `list` and `withLabel` give never changes afterwards and
 * is the same array until something in it does, so that readers may compare by identity. Order as in Kubernetes: by
 * namespace, then name.
 */
export class ObjectStore<T extends WatchableObject> {
  readonly #namespaces = new Map<string, Shelf<T>>()
  readonly #labels: ReadonlyMap<string, Map<string, Shelf<T>>> | undefined
  #size = 0
  #sorted: readonly T[] | undefined

  constructor(indexedLabels: readonly string[] = []) {
    if (indexedLabels.length > 0) this.#labels = new Map(indexedLabels.map((label) => [label, new Map()]))
  }

  get size(): number {
    return this.#size
  }

  get({ namespace = '', name }: { namespace?: string | undefined; name: string }): T | undefined {
    return this.#namespaces.get(namespace)?.get(name)
  }

  /** What is held under the name of an object. */
  present(object: T): T | undefined {
    return this.#namespaces.get(object.metadata?.namespace ?? '')?.get(object.metadata?.name ?? '')
  }

  *[Symbol.iterator](): IterableIterator<T> {
    for (const shelf of this.#namespaces.values()) yield* shelf.values()
  }

  set(object: T): void {
    const shelf = shelfOf(this.#namespaces, object.metadata?.namespace ?? '')
    const name = object.metadata?.name ?? ''
    const previous = shelf.get(name)
    shelf.set(name, object)
    this.#sorted = undefined
    if (previous === undefined) this.#size++
    if (this.#labels !== undefined) this.#index(object, previous, this.#labels)
  }

  delete(object: T): void {
    const present = this.present(object)
    if (present === undefined) return
    removeFrom(this.#namespaces, object.metadata?.namespace ?? '', object.metadata?.name ?? '')
    this.#sorted = undefined
    this.#size--
    for (const [label, shelves] of this.#labels ?? []) {
      const value = present.metadata?.labels?.[label]
      if (value !== undefined) removeFrom(shelves, value, objectKey(object))
    }
  }

  list(namespace?: string): readonly T[] {
    if (namespace !== undefined) return this.#namespaces.get(namespace)?.list() ?? Object.freeze([])
    return (this.#sorted ??= Object.freeze(
      [...this.#namespaces.keys()].sort().flatMap((one) => this.#namespaces.get(one)?.list() ?? []),
    ))
  }

  /** The objects with a value of a label; `undefined` where that label has no index. */
  withLabel(label: string, value: string): readonly T[] | undefined {
    const shelves = this.#labels?.get(label)
    return shelves && (shelves.get(value)?.list() ?? Object.freeze([]))
  }

  #index(object: T, previous: T | undefined, labels: ReadonlyMap<string, Map<string, Shelf<T>>>) {
    const key = objectKey(object)
    for (const [label, shelves] of labels) {
      const before = previous?.metadata?.labels?.[label]
      const after = object.metadata?.labels?.[label]
      if (before !== undefined && before !== after) removeFrom(shelves, before, key)
      if (after !== undefined) shelfOf(shelves, after).set(key, object)
    }
  }
}

function shelfOf<T>(shelves: Map<string, Shelf<T>>, value: string): Shelf<T> {
  let shelf = shelves.get(value)
  if (!shelf) shelves.set(value, (shelf = new Shelf()))
  return shelf
}

function removeFrom<T>(shelves: Map<string, Shelf<T>>, value: string, key: string) {
  const shelf = shelves.get(value)
  shelf?.delete(key)
  if (shelf?.size === 0) shelves.delete(value)
}
