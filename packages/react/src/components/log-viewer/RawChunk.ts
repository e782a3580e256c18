import type { LogChunk } from './LogChunk.ts'
import { isMarker, type LogEntry, type LogMarker } from './LogEntry.ts'
import type { LogSources } from './LogSource.ts'
import type { Moment } from './timestamps.ts'

/** A batch as it was given; once all of it is packed, the chunks in its place. */
export interface RawBatch {
  content: readonly LogEntry[] | { packed: readonly LogChunk[] }
  sources: LogSources
  readTime: (timestamp: string) => Moment | undefined
}

/** A run of entries as they were given, until there is time to pack them. */
export class RawChunk {
  /** Number of the first entry. */
  readonly first: number
  readonly count: number
  readonly isPacked = false
  readonly #batch: RawBatch
  /** How many entries of the batch come before. */
  readonly #skipped: number

  constructor(batch: RawBatch, range: { first: number; count: number; skipped: number }) {
    this.first = range.first
    this.count = range.count
    this.#batch = batch
    this.#skipped = range.skipped
  }

  /** Some entries from an index, to be packed. */
  take(from: number, count: number): readonly LogEntry[] {
    const { content } = this.#batch
    return 'packed' in content ? [] : content.slice(this.#skipped + from, this.#skipped + from + count)
  }

  /** What is left without the first entries; `undefined` when nothing is. */
  without(count: number): RawChunk | undefined {
    if (count >= this.count) return undefined
    const range = { first: this.first + count, count: this.count - count, skipped: this.#skipped + count }
    return new RawChunk(this.#batch, range)
  }

  /** All is packed: an older snapshot that has this chunk keeps the packed entries alive, and not the others. */
  release(packed: readonly LogChunk[]): void {
    this.#batch.content = { packed }
  }

  entryAt(index: number): LogEntry | undefined {
    const { content, sources } = this.#batch
    if (!('packed' in content)) return content[this.#skipped + index]
    const row = this.first + index
    const chunk = content.packed.find(({ first, count }) => row >= first && row < first + count)
    return chunk?.entryAt(row - chunk.first, sources.list)
  }

  markerAt(index: number): LogMarker | undefined {
    const entry = this.entryAt(index)
    return entry !== undefined && isMarker(entry) ? entry : undefined
  }

  sourceAt(index: number): number | undefined {
    const entry = this.entryAt(index)
    return entry === undefined || isMarker(entry) ? undefined : this.#batch.sources.numberOf(entry.pod, entry.container)
  }

  textAt(index: number): string {
    const entry = this.entryAt(index)
    return entry === undefined || isMarker(entry) ? '' : entry.text
  }

  timeAt(index: number): Moment | undefined {
    const entry = this.entryAt(index)
    return entry === undefined || isMarker(entry) ? undefined : this.#batch.readTime(entry.time)
  }

  severityAt(): number {
    return 0
  }

  noteSeverity(): void {
    // Nothing is kept with what will be packed.
  }
}
