import { objectKey, referenceKey } from './objectKey.ts'
import { Shelf } from './Shelf.ts'
import type { WatchableObject } from './watchTypes.ts'

/**
 * Objects by namespace, name and the values of some labels. What `list` and `withLabel` give never changes afterwards and
 * is the same array until something in it does, so that readers may compare by identity. Order as in Kubernetes: by
 * namespace, then name.
 */
export class ObjectStore<T extends WatchableObject> {
  readonly #all = new Map<string, T>()
  readonly #namespaces = new Map<string, Shelf<T>>()
  readonly #labels: ReadonlyMap<string, Map<string, Shelf<T>>>
  #sorted: readonly T[] | undefined

  constructor(indexedLabels: readonly string[] = []) {
    this.#labels = new Map(indexedLabels.map((label) => [label, new Map<string, Shelf<T>>()]))
  }

  get size(): number {
    return this.#all.size
  }

  get byKey(): ReadonlyMap<string, T> {
    return this.#all
  }

  get(reference: { namespace?: string | undefined; name: string }): T | undefined {
    return this.#all.get(referenceKey(reference))
  }

  set(object: T): void {
    const key = objectKey(object)
    const previous = this.#all.get(key)
    this.#all.set(key, object)
    this.#sorted = undefined
    shelfOf(this.#namespaces, object.metadata?.namespace ?? '').set(key, object)
    for (const [label, shelves] of this.#labels) {
      const before = previous?.metadata?.labels?.[label]
      const after = object.metadata?.labels?.[label]
      if (before !== undefined && before !== after) removeFrom(shelves, before, key)
      if (after !== undefined) shelfOf(shelves, after).set(key, object)
    }
  }

  delete(object: T): void {
    const key = objectKey(object)
    const present = this.#all.get(key)
    if (!present) return
    this.#all.delete(key)
    this.#sorted = undefined
    removeFrom(this.#namespaces, object.metadata?.namespace ?? '', key)
    for (const [label, shelves] of this.#labels) {
      const value = present.metadata?.labels?.[label]
      if (value !== undefined) removeFrom(shelves, value, key)
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
    const shelves = this.#labels.get(label)
    return shelves && (shelves.get(value)?.list() ?? Object.freeze([]))
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
