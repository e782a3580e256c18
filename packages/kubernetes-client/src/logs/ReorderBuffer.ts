import { MinHeap } from '../internals/MinHeap.ts'

interface Entry<TItem> {
  item: TItem
  /** What it is ordered by: never less than that of the item before it from the same source. */
  key: string
  sequence: number
  weight: number
  arrivedAt: number
  taken: boolean
}

interface AddOptions {
  time?: string | undefined
  /** @default 1 */
  weight?: number | undefined
  now: number
}

/**
 * Puts what comes from several sources into the order of its times, as far as it arrives within a window. Items of one
 * source never overtake each other. The clock is passed in.
 */
export class ReorderBuffer<TItem> {
  readonly #heap = new MinHeap<Entry<TItem>>(isBefore)
  readonly #lastKeys = new Map<unknown, string>()
  #arrivals: Entry<TItem>[] = []
  #firstArrival = 0
  #sequence = 0
  #weight = 0

  get size(): number {
    return this.#heap.size
  }

  /** That of all items together. */
  get weight(): number {
    return this.#weight
  }

  /** `time` is absent for what belongs right after the source's last item. */
  add(source: unknown, item: TItem, { time = '', weight = 1, now }: AddOptions): void {
    const last = this.#lastKeys.get(source) ?? ''
    const key = time > last ? time : last
    this.#lastKeys.set(source, key)
    const entry = { item, key, sequence: this.#sequence++, weight, arrivedAt: now, taken: false }
    this.#weight += weight
    this.#arrivals.push(entry)
    this.#heap.push(entry)
  }

  forget(source: unknown): void {
    this.#lastKeys.delete(source)
  }

  /** When the next item is due; `undefined` when there is none. */
  dueAt(windowMs: number): number | undefined {
    while (this.#arrivals[this.#firstArrival]?.taken) this.#firstArrival++
    // In batches, since moving the array for each item would cost more than the item.
    if (this.#firstArrival > 1000) {
      this.#arrivals = this.#arrivals.slice(this.#firstArrival)
      this.#firstArrival = 0
    }
    const oldest = this.#arrivals[this.#firstArrival]
    return oldest && oldest.arrivedAt + windowMs
  }

  /**
   * Takes what is due, and with it whatever is ordered before; everything when `windowMs` is 0. It stops once it has taken
   * as much as `maxWeight`.
   */
  take({ windowMs, now, maxWeight }: { windowMs: number; now: number; maxWeight: number }): TItem[] {
    const items: TItem[] = []
    let weight = 0
    for (
      let due = this.dueAt(windowMs);
      due !== undefined && due <= now && weight < maxWeight;
      due = this.dueAt(windowMs)
    ) {
      const entry = this.#heap.pop()
      if (!entry) break
      entry.taken = true
      this.#weight -= entry.weight
      items.push(entry.item)
      weight += entry.weight
    }
    return items
  }
}

function isBefore(left: Entry<unknown>, right: Entry<unknown>): boolean {
  return left.key === right.key ? left.sequence < right.sequence : left.key < right.key
}
