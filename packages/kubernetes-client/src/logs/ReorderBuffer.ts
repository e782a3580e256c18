interface Entry<TItem> {
  item: TItem
  /** What it is ordered by: never less than that of the item before it from the same source. */
  key: string
  sequence: number
  arrivedAt: number
  taken: boolean
}

/**
 * Puts what comes from several sources into the order of its times, as far as it arrives within a window. Items of one source
 * never overtake each other. Pure but for the clock that is passed in.
 */
export class ReorderBuffer<TItem> {
  readonly #heap: Entry<TItem>[] = []
  readonly #arrivals: Entry<TItem>[] = []
  readonly #lastKeys = new Map<string, string>()
  #sequence = 0

  get size(): number {
    return this.#heap.length
  }

  /** `time` is absent for what belongs right after the source's last item. */
  add(source: string, item: TItem, { time = '', now }: { time?: string | undefined; now: number }): void {
    const last = this.#lastKeys.get(source) ?? ''
    const key = time > last ? time : last
    this.#lastKeys.set(source, key)
    const entry = { item, key, sequence: this.#sequence++, arrivedAt: now, taken: false }
    this.#arrivals.push(entry)
    this.#push(entry)
  }

  forget(source: string): void {
    this.#lastKeys.delete(source)
  }

  /** When the next item is due; `undefined` when there is none. */
  dueAt(windowMs: number): number | undefined {
    while (this.#arrivals[0]?.taken) this.#arrivals.shift()
    return this.#arrivals[0] && this.#arrivals[0].arrivedAt + windowMs
  }

  /** Takes what is due, in order; everything when `windowMs` is 0. */
  take({ windowMs, now, max }: { windowMs: number; now: number; max: number }): TItem[] {
    const items: TItem[] = []
    for (
      let due = this.dueAt(windowMs);
      due !== undefined && due <= now && items.length < max;
      due = this.dueAt(windowMs)
    ) {
      const entry = this.#pop()
      entry.taken = true
      items.push(entry.item)
    }
    return items
  }

  #push(entry: Entry<TItem>) {
    const heap = this.#heap
    let at = heap.push(entry) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!isBefore(entry, heap[parent]!)) break
      heap[at] = heap[parent]!
      at = parent
    }
    heap[at] = entry
  }

  #pop(): Entry<TItem> {
    const heap = this.#heap
    const first = heap[0]!
    const last = heap.pop()!
    if (heap.length === 0) return first
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child++
      if (!isBefore(heap[child]!, last)) break
      heap[at] = heap[child]!
      at = child
    }
    heap[at] = last
    return first
  }
}

function isBefore(left: Entry<unknown>, right: Entry<unknown>): boolean {
  return left.key === right.key ? left.sequence < right.sequence : left.key < right.key
}
