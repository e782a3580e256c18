import { LogChunk } from './LogChunk.ts'
import { isMarker, type LogEntry } from './LogEntry.ts'
import { LogSnapshot } from './LogSnapshot.ts'
import { LogSources } from './LogSource.ts'
import { createTimeReader } from './timestamps.ts'

export interface LogBufferOptions {
  /** Entries above which the oldest tenth is dropped. @default 1_000_000 */
  maxEntries?: number | undefined
  /** Characters above which the oldest tenth is dropped: a few hundred lines may be as much as a million others. @default 500_000_000 */
  maxCharacters?: number | undefined
}

/**
 * Keeps the entries of a log, in order, and tells when some were added. Adding costs what is added, not what is there, and
 * keeping costs little more than the text.
 */
export class LogBuffer {
  readonly #maxEntries: number
  readonly #maxCharacters: number
  readonly #listeners = new Set<() => void>()
  readonly #sources = new LogSources()
  readonly #readTime = createTimeReader()
  readonly #read = new Map<number, LogEntry>()
  #chunks: LogChunk[] = []
  #first = 0
  #end = 0
  #markers = 0
  #characters = 0
  #dropped = 0
  #snapshot = this.#take()

  constructor({ maxEntries = 1_000_000, maxCharacters = 500_000_000 }: LogBufferOptions = {}) {
    this.#maxEntries = maxEntries
    this.#maxCharacters = maxCharacters
  }

  append(entries: readonly LogEntry[]): void {
    if (entries.length === 0) return
    for (const entry of entries) this.#add(entry)
    const tooMany = this.#end - this.#first > this.#maxEntries
    if (tooMany) this.#dropUntil(this.#end - Math.floor(this.#maxEntries * 0.9))
    if (this.#characters > this.#maxCharacters) this.#dropCharacters()
    this.#publish()
  }

  /** Forgets every entry. */
  clear(): void {
    this.#chunks = []
    this.#read.clear()
    this.#first = this.#end
    this.#markers = 0
    this.#characters = 0
    this.#dropped = 0
    this.#publish()
  }

  /** Stable until the next change. */
  readonly getSnapshot = (): LogSnapshot => this.#snapshot

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #add(entry: LogEntry): void {
    const moment = isMarker(entry) ? undefined : this.#readTime(entry.time)
    const source = isMarker(entry) ? 0 : this.#sources.numberOf(entry.pod, entry.container)
    if (this.#chunks.at(-1)?.add(entry, moment, source) !== true) {
      const chunk = new LogChunk(this.#end)
      chunk.add(entry, moment, source)
      this.#chunks.push(chunk)
    }
    this.#end++
    if (isMarker(entry)) this.#markers++
    else this.#characters += entry.text.length
  }

  /** Whole chunks go from memory; of the one that holds the first entry to keep, those before it are only counted out. */
  #dropUntil(row: number): void {
    const kept = this.#chunks.filter((chunk) => chunk.first + chunk.count > row)
    for (const { chunk, start, end } of this.#take().parts(this.#first, row)) {
      for (let index = start; index < end; index++) {
        if (chunk.markerAt(index) === undefined) this.#characters -= chunk.lengthAt(index)
        else this.#markers--
      }
    }
    this.#chunks = kept
    this.#dropped += row - this.#first
    this.#first = row
  }

  #dropCharacters(): void {
    const target = this.#maxCharacters * 0.9
    let left = this.#characters
    let row = this.#first
    for (const { chunk, start, end } of this.#take().parts()) {
      for (let index = start; index < end && left > target && row < this.#end - 1; index++) {
        left -= chunk.lengthAt(index)
        row++
      }
    }
    this.#dropUntil(row)
  }

  #publish(): void {
    this.#snapshot = this.#take()
    for (const listener of [...this.#listeners]) listener()
  }

  #take(): LogSnapshot {
    const count = this.#end - this.#first
    return new LogSnapshot({
      chunks: this.#chunks,
      first: this.#first,
      count,
      lines: count - this.#markers,
      characters: this.#characters,
      dropped: this.#dropped,
      sources: this.#sources.list,
      read: this.#read,
    })
  }
}
