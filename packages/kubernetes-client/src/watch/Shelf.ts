/** Objects that have something in common, by key; `list` is in the order of keys and the same array until something changes. */
export class Shelf<T> {
  readonly #objects = new Map<string, T>()
  #sorted: readonly T[] | undefined

  get size(): number {
    return this.#objects.size
  }

  get(key: string): T | undefined {
    return this.#objects.get(key)
  }

  values(): Iterable<T> {
    return this.#objects.values()
  }

  set(key: string, object: T): void {
    this.#objects.set(key, object)
    this.#sorted = undefined
  }

  delete(key: string): void {
    if (this.#objects.delete(key)) this.#sorted = undefined
  }

  list(): readonly T[] {
    return (this.#sorted ??= Object.freeze([...this.#objects].sort(byKey).map(([, object]) => object)))
  }
}

function byKey([left]: [string, unknown], [right]: [string, unknown]): number {
  return left < right ? -1 : left > right ? 1 : 0
}
