import { isMarker, type LogEntry, type LogMarker } from './LogEntry.ts'
import type { LogSources } from './LogSource.ts'
import type { Moment } from './timestamps.ts'

export interface RawChunkOptions {
  sources: LogSources
  readTime: (timestamp: string) => Moment | undefined
}

/** A run of entries as they were given, until there is time to pack them. */
export class RawChunk {
  /** Number of the first entry. */
  readonly first: number
  readonly isPacked = false
  readonly #entries: readonly LogEntry[]
  /** How many of the entries are packed elsewhere by now. */
  readonly #skipped: number
  readonly #options: RawChunkOptions

  constructor(first: number, entries: readonly LogEntry[], options: RawChunkOptions & { skipped?: number }) {
    this.first = first
    this.#entries = entries
    this.#skipped = options.skipped ?? 0
    this.#options = options
  }

  get count(): number {
    return this.#entries.length - this.#skipped
  }

  /** The first entries from an index, to be packed. */
  take(from: number, count: number): readonly LogEntry[] {
    return this.#entries.slice(this.#skipped + from, this.#skipped + from + count)
  }

  /** What is left without the first entries; `undefined` when nothing is. */
  without(count: number): RawChunk | undefined {
    if (count >= this.count) return undefined
    return new RawChunk(this.first + count, this.#entries, { ...this.#options, skipped: this.#skipped + count })
  }

  entryAt(index: number): LogEntry | undefined {
    return this.#entries[this.#skipped + index]
  }

  markerAt(index: number): LogMarker | undefined {
    const entry = this.entryAt(index)
    return entry !== undefined && isMarker(entry) ? entry : undefined
  }

  sourceAt(index: number): number | undefined {
    const entry = this.entryAt(index)
    return entry === undefined || isMarker(entry)
      ? undefined
      : this.#options.sources.numberOf(entry.pod, entry.container)
  }

  textAt(index: number): string {
    const entry = this.entryAt(index)
    return entry === undefined || isMarker(entry) ? '' : entry.text
  }

  timeAt(index: number): Moment | undefined {
    const entry = this.entryAt(index)
    return entry === undefined || isMarker(entry) ? undefined : this.#options.readTime(entry.time)
  }

  severityAt(): number {
    return 0
  }

  noteSeverity(): void {
    // Nothing is kept with what will be packed.
  }
}
