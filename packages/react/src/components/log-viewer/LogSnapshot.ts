import { isMarker, type LogEntry } from './LogEntry.ts'
import type { LogChunk } from './LogChunk.ts'
import type { RawChunk } from './RawChunk.ts'
import type { LogSource } from './LogSource.ts'

/** How many entries are kept unpacked, so that what is on the screen stays the same object. */
const unpacked = 2_000

/** Entries that are packed, or will be. */
export type LogPart = LogChunk | RawChunk

export interface LogSnapshotState {
  readonly chunks: readonly LogPart[]
  readonly first: number
  readonly count: number
  readonly lines: number
  readonly characters: number
  readonly dropped: number
  readonly sources: readonly LogSource[]
  /** Entries that were read lately, by their numbers. */
  readonly read: Map<number, LogEntry>
}

/** The entries of a log at one moment. What comes later or is dropped does not change it. */
export class LogSnapshot {
  /** Entries in order, for what reads many of them; the last part may hold some that came later. */
  readonly chunks: readonly LogPart[]
  /** Number of the first entry that is kept, counted from the first that ever arrived. */
  readonly first: number
  readonly count: number
  /** How many of the entries are lines, not markers, as far as they are packed. */
  readonly lines: number
  /** How long the texts of all lines are, as far as they are packed. */
  readonly characters: number
  /** How many of the oldest entries went because there were too many, since the last time that all were forgotten. */
  readonly dropped: number
  /** Everybody who wrote, in the order of their first lines. */
  readonly sources: readonly LogSource[]
  /** Of which log it is: the same object for all snapshots of a buffer. */
  readonly log: object
  readonly #read: Map<number, LogEntry>

  constructor({ chunks, first, count, lines, characters, dropped, sources, read }: LogSnapshotState) {
    this.chunks = chunks
    this.first = first
    this.count = count
    this.lines = lines
    this.characters = characters
    this.dropped = dropped
    this.sources = sources
    this.log = read
    this.#read = read
  }

  /** Number after that of the last entry. */
  get end(): number {
    return this.first + this.count
  }

  /** The entry of a number; the same object while it is asked for again and again. */
  entryAt(row: number): LogEntry | undefined {
    const known = this.#read.get(row)
    if (row < this.first || row >= this.end) return undefined
    if (known !== undefined) return known
    const chunk = this.chunkOf(row)
    if (chunk === undefined) return undefined
    const entry = chunk.entryAt(row - chunk.first, this.sources)
    if (entry === undefined) return undefined
    if (this.#read.size >= unpacked) this.#read.clear()
    this.#read.set(row, entry)
    return entry
  }

  /** All entries from one number to before another, unpacked one by one. */
  *entries(from = this.first, to = this.end): Generator<LogEntry> {
    for (const { chunk, start, end } of this.parts(from, to)) {
      for (let index = start; index < end; index++) {
        const entry = chunk.entryAt(index, this.sources)
        if (entry !== undefined) yield entry
      }
    }
  }

  /** The chunks that hold the entries from one number to before another, and which of their entries these are. */
  *parts(from = this.first, to = this.end): Generator<{ chunk: LogPart; start: number; end: number }> {
    const last = Math.min(to, this.end)
    for (let at = this.#indexOf(Math.max(from, this.first)); at < this.chunks.length; at++) {
      const chunk = this.chunks[at]
      if (chunk === undefined || chunk.first >= last) return
      const start = Math.max(from, this.first, chunk.first) - chunk.first
      // What came later, or is packed by now, may be in a chunk as well.
      const next = Math.min(last, this.chunks[at + 1]?.first ?? Infinity)
      yield { chunk, start, end: Math.min(chunk.count, next - chunk.first) }
    }
  }

  chunkOf(row: number): LogPart | undefined {
    return this.chunks[this.#indexOf(row)]
  }

  #indexOf(row: number): number {
    let low = 0
    let high = this.chunks.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.chunks[middle]?.first ?? Infinity) <= row) low = middle
      else high = middle - 1
    }
    return low
  }
}

export function isLine(entry: LogEntry | undefined): entry is Exclude<LogEntry, { marker: string }> {
  return entry !== undefined && !isMarker(entry)
}
