/** The keys of a collection, `namespace/name`, in order. */
export interface SortedKeys {
  add(key: string): void
  remove(key: string): void
  /** Those of a namespace, or all. */
  within(namespace?: string): readonly string[]
}

export function createSortedKeys(): SortedKeys {
  const keys: string[] = []

  /** Where the first key stands that is not before this one. */
  function positionOf(key: string): number {
    let low = 0
    let high = keys.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((keys[middle] ?? '') < key) low = middle + 1
      else high = middle
    }
    return low
  }

  return {
    add: (key) => void keys.splice(positionOf(key), 0, key),
    remove(key) {
      const index = positionOf(key)
      if (keys[index] === key) keys.splice(index, 1)
    },
    within(namespace) {
      if (namespace === undefined) return keys
      // '0' is the character after '/'.
      return keys.slice(positionOf(`${namespace}/`), positionOf(`${namespace}0`))
    },
  }
}
