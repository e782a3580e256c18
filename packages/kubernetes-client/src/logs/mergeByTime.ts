import type { LogItem } from './logItems.ts'
import type { SourcedItem } from './LiveQueue.ts'

interface Reader {
  source: string
  batches: AsyncIterator<LogItem[]>
  /** Asked for in advance, so that sources read while others are merged. */
  next: Promise<IteratorResult<LogItem[]>>
  items: LogItem[]
  at: number
  key: string
}

const maxBatch = 1000

/**
 * Merges logs that end into one, in the exact order of their times; lines of one source keep theirs. Of each source two
 * batches are in memory at most.
 */
export async function* mergeByTime(
  sources: Iterable<readonly [source: string, batches: AsyncIterable<LogItem[]>]>,
): AsyncGenerator<SourcedItem[], void, undefined> {
  const all = [...sources].map(([source, iterable]): Reader => {
    const batches = iterable[Symbol.asyncIterator]()
    return { source, batches, next: ask(batches), items: [], at: 0, key: '' }
  })
  try {
    const readers: Reader[] = []
    for (const reader of all) if (await refill(reader)) readers.push(reader)
    readers.sort(byKey)
    let batch: SourcedItem[] = []
    while (readers.length > 0) {
      const first = readers.shift()!
      batch.push({ source: first.source, item: first.items[first.at++]! })
      if (first.at >= first.items.length) {
        if (batch.length > 0) yield batch
        batch = []
        if (!(await refill(first))) continue
      } else {
        setKey(first)
        if (batch.length >= maxBatch) {
          yield batch
          batch = []
        }
      }
      insert(readers, first)
    }
  } finally {
    await Promise.allSettled(all.map(({ batches }) => batches.return?.()))
  }
}

function ask(batches: AsyncIterator<LogItem[]>): Promise<IteratorResult<LogItem[]>> {
  const next = batches.next()
  // Whoever awaits it sees the failure; until then it must not count as unhandled.
  next.catch(() => {})
  return next
}

async function refill(reader: Reader): Promise<boolean> {
  for (;;) {
    const next = await reader.next
    if (next.done) return false
    reader.next = ask(reader.batches)
    if (next.value.length === 0) continue
    reader.items = next.value
    reader.at = 0
    setKey(reader)
    return true
  }
}

/** States come right after the line before them; a line out of order never overtakes its own source. */
function setKey(reader: Reader) {
  const item = reader.items[reader.at]!
  if (item.kind === 'line' && item.time > reader.key) reader.key = item.time
}

function byKey(left: Reader, right: Reader): number {
  return left.key < right.key ? -1 : left.key > right.key ? 1 : 0
}

function insert(readers: Reader[], reader: Reader) {
  let low = 0
  let high = readers.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (byKey(readers[middle]!, reader) <= 0) low = middle + 1
    else high = middle
  }
  readers.splice(low, 0, reader)
}
