import { MinHeap } from '../internals/MinHeap.ts'
import type { LogItem, SourcedItem } from './logItems.ts'

const maxBatch = 1000

/**
 * Merges logs that end into one, in the exact order of their times; lines of one source keep theirs. Of each source two
 * batches are in memory at most.
 */
export async function* mergeByTime<TSource>(
  sources: readonly (readonly [source: TSource, batches: AsyncIterable<LogItem[]>])[],
): AsyncGenerator<SourcedItem<TSource>[], void, undefined> {
  const readers = sources.map(([source, batches]) => new SourceReader(source, batches))
  const heads = new MinHeap<SourceReader<TSource>>((left, right) => left.key < right.key)
  try {
    for (const reader of readers) if (await reader.refill()) heads.push(reader)
    let batch: SourcedItem<TSource>[] = []
    for (let reader = heads.pop(); reader; reader = heads.pop()) {
      batch.push(reader.take())
      if (reader.isEmpty) {
        // Waiting for a source is no reason to keep what is in order already.
        yield batch
        batch = []
        if (!(await reader.refill())) continue
      } else if (batch.length >= maxBatch) {
        yield batch
        batch = []
      }
      heads.push(reader)
    }
  } finally {
    await Promise.allSettled(readers.map((reader) => reader.close()))
  }
}

class SourceReader<TSource> {
  /** What its next item is ordered by. States come right after the line before them, and no line goes back. */
  key = ''
  readonly #source: TSource
  readonly #batches: AsyncIterator<LogItem[]>
  #next: Promise<IteratorResult<LogItem[]>>
  #items: LogItem[] = []
  #at = 0

  constructor(source: TSource, batches: AsyncIterable<LogItem[]>) {
    this.#source = source
    this.#batches = batches[Symbol.asyncIterator]()
    this.#next = this.#ask()
  }

  get isEmpty(): boolean {
    return this.#at >= this.#items.length
  }

  /** Only when it isn't empty. */
  take(): SourcedItem<TSource> {
    const item = this.#items[this.#at++]
    if (!item) throw new RangeError('The source has no item.')
    this.#readKey()
    return { source: this.#source, item }
  }

  async refill(): Promise<boolean> {
    while (this.isEmpty) {
      const next = await this.#next
      if (next.done) return false
      this.#items = next.value
      this.#at = 0
      // Asked for in advance, so that one source is read while others are merged.
      this.#next = this.#ask()
    }
    this.#readKey()
    return true
  }

  async close(): Promise<void> {
    await this.#batches.return?.()
  }

  #ask() {
    const next = this.#batches.next()
    // Whoever awaits it sees a failure; until then it must not count as unhandled.
    next.catch(() => {})
    return next
  }

  #readKey() {
    const item = this.#items[this.#at]
    if (item?.kind === 'line' && item.time > this.key) this.key = item.time
  }
}
