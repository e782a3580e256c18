import { objectKey, referenceKey } from './objectKey.ts'
import type { WatchableObject } from './watchTypes.ts'

interface Shelf<T> {
  objects: Map<string, T>
  sorted: readonly T[] | undefined
}

/**
 * Objects by namespace and name. What `list` gives never changes afterwards and is the same array until something does, so
 * that readers may compare by identity. Order as in Kubernetes: by namespace, then name.
 */
export class ObjectStore<T extends WatchableObject> {
  readonly #all = new Map<string, T>()
  readonly #shelves = new Map<string, Shelf<T>>()
  #sorted: readonly T[] | undefined

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
    const namespace = object.metadata?.namespace ?? ''
    let shelf = this.#shelves.get(namespace)
    if (!shelf) this.#shelves.set(namespace, (shelf = { objects: new Map(), sorted: undefined }))
    this.#all.set(key, object)
    shelf.objects.set(key, object)
    shelf.sorted = this.#sorted = undefined
  }

  delete(object: T): void {
    const key = objectKey(object)
    const namespace = object.metadata?.namespace ?? ''
    const shelf = this.#shelves.get(namespace)
    this.#all.delete(key)
    shelf?.objects.delete(key)
    if (shelf?.objects.size === 0) this.#shelves.delete(namespace)
    else if (shelf) shelf.sorted = undefined
    this.#sorted = undefined
  }

  list(namespace?: string): readonly T[] {
    if (namespace !== undefined) return this.#listShelf(namespace)
    return (this.#sorted ??= Object.freeze([...this.#shelves.keys()].sort().flatMap((one) => this.#listShelf(one))))
  }

  #listShelf(namespace: string): readonly T[] {
    const shelf = this.#shelves.get(namespace)
    if (!shelf) return Object.freeze([])
    return (shelf.sorted ??= Object.freeze([...shelf.objects].sort(byKey).map(([, object]) => object)))
  }
}

function byKey([left]: [string, unknown], [right]: [string, unknown]): number {
  return left < right ? -1 : left > right ? 1 : 0
}
