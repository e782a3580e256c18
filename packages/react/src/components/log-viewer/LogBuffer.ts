import { LogChunk } from './LogChunk.ts'
import { isMarker, type LogEntry } from './LogEntry.ts'
import { LogSnapshot, type LogPart } from './LogSnapshot.ts'
import { LogSources } from './LogSource.ts'
import { RawChunk } from './RawChunk.ts'
import { createTimeReader } from './timestamps.ts'

export interface LogBufferOptions {
  /** Entries above which the oldest tenth is dropped. @default 1_000_000 */
  maxEntries?: number | undefined
  /** Characters above which the oldest tenth is dropped: a few hundred lines may be as much as a million others. @default 500_000_000 */
  maxCharacters?: number | undefined
}

/** Entries that are packed when they come; of more, the rest waits, so that the page does not. */
const packedAtOnce = 10_000
/** Milliseconds for which what waits is packed at a time. */
const slice = 8

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
  #chunks: LogPart[] = []
  #first = 0
  #end = 0
  #markers = 0
  #characters = 0
  #dropped = 0
  #packing: ReturnType<typeof setTimeout> | undefined
  #snapshot = this.#take()

  constructor({ maxEntries = 1_000_000, maxCharacters = 500_000_000 }: LogBufferOptions = {}) {
    this.#maxEntries = maxEntries
    this.#maxCharacters = maxCharacters
  }

  append(entries: readonly LogEntry[]): void {
    if (entries.length === 0) return
    if (entries.length > packedAtOnce) {
      const batch = { content: entries.slice(), sources: this.#sources, readTime: this.#readTime }
      this.#chunks.push(new RawChunk(batch, { first: this.#end, count: entries.length, skipped: 0 }))
      this.#packing ??= setTimeout(this.#packSome, 0)
    } else this.#chunks.push(...this.#pack(entries, this.#end, this.#chunks.at(-1)))
    this.#end += entries.length
    const tooMany = this.#end - this.#first > this.#maxEntries
    if (tooMany) this.#dropUntil(this.#end - Math.floor(this.#maxEntries * 0.9))
    if (this.#characters > this.#maxCharacters) this.#dropCharacters()
    this.#publish()
  }

  /** Forgets every entry. */
  clear(): void {
    clearTimeout(this.#packing)
    this.#packing = undefined
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

  /**
   * Packs entries of which the first has this number.
   * @param open takes the first of them, where it is not full.
   * @returns the chunks that are new.
   */
  #pack(entries: readonly LogEntry[], first: number, open: LogPart | undefined): LogChunk[] {
    const chunks: LogChunk[] = []
    let last = open instanceof LogChunk ? open : undefined
    for (const [index, entry] of entries.entries()) {
      const moment = isMarker(entry) ? undefined : this.#readTime(entry.time)
      const source = isMarker(entry) ? 0 : this.#sources.numberOf(entry.pod, entry.container)
      if (last?.add(entry, moment, source) !== true) {
        last = new LogChunk(first + index)
        last.add(entry, moment, source)
        chunks.push(last)
      }
      if (isMarker(entry)) this.#markers++
      else this.#characters += entry.text.length
    }
    return chunks
  }

  /** Packs for a while what waits, and goes on later when there is more. */
  readonly #packSome = (): void => {
    this.#packing = undefined
    const until = performance.now() + slice
    let at = this.#chunks.findIndex((chunk) => !chunk.isPacked)
    for (let raw = this.#chunks[at]; raw instanceof RawChunk; raw = this.#chunks[at]) {
      const from = Math.max(0, this.#first - raw.first)
      const some = raw.take(from, 1000)
      const packed = this.#pack(some, raw.first + from, this.#chunks[at - 1])
      const left = raw.without(from + some.length)
      const others = left === undefined ? this.#chunks.slice(at + 1) : [left, ...this.#chunks.slice(at + 1)]
      this.#chunks = [...this.#chunks.slice(0, at), ...packed, ...others]
      if (left === undefined) raw.release(this.#chunks.slice(0, at + packed.length).filter(isPacked))
      at += packed.length
      if (performance.now() > until) break
    }
    if (this.#chunks.some((chunk) => !chunk.isPacked)) this.#packing = setTimeout(this.#packSome, 0)
    if (this.#characters > this.#maxCharacters) this.#dropCharacters()
    this.#publish()
  }

  /** Whole chunks go from memory; of the one that holds the first entry to keep, those before it are only counted out. */
  #dropUntil(row: number): void {
    const kept = this.#chunks.filter((chunk) => chunk.first + chunk.count > row)
    for (const { chunk, start, end } of this.#take().parts(this.#first, row)) {
      // What waits is not counted yet.
      if (!chunk.isPacked) continue
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
      if (!chunk.isPacked) break
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

function isPacked(part: LogPart): part is LogChunk {
  return part.isPacked
}
