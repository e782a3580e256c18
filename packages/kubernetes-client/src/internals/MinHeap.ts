/** A priority queue: the least item first. */
export class MinHeap<TItem extends object> {
  readonly #isBefore: (left: TItem, right: TItem) => boolean
  readonly #items: TItem[] = []

  constructor(isBefore: (left: TItem, right: TItem) => boolean) {
    this.#isBefore = isBefore
  }

  get size(): number {
    return this.#items.length
  }

  push(item: TItem): void {
    const items = this.#items
    let at = items.push(item) - 1
    while (at > 0) {
      const above = (at - 1) >> 1
      const parent = items[above]
      if (parent === undefined || !this.#isBefore(item, parent)) break
      items[at] = parent
      at = above
    }
    items[at] = item
  }

  pop(): TItem | undefined {
    const [first] = this.#items
    const last = this.#items.pop()
    if (last !== undefined && this.#items.length > 0) this.#sink(last)
    return first
  }

  #sink(item: TItem) {
    const items = this.#items
    let at = 0
    for (;;) {
      const left = items[2 * at + 1]
      const right = items[2 * at + 2]
      if (left === undefined) break
      const least = right !== undefined && this.#isBefore(right, left) ? right : left
      if (!this.#isBefore(least, item)) break
      items[at] = least
      at = least === left ? 2 * at + 1 : 2 * at + 2
    }
    items[at] = item
  }
}
