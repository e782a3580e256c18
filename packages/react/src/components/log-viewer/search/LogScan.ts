import type { LogChunk } from '../LogChunk.ts'
import type { LogFilter } from '../LogFilter.ts'
import type { LogSnapshot } from '../LogSnapshot.ts'
import { readableText } from '../json/readableText.ts'
import { severityOf } from '../severity/severityOf.ts'
import type { Finder } from './compileQuery.ts'
import { LogMatches } from './LogMatches.ts'
import { RowList } from './RowList.ts'

export interface LogScanOptions {
  filter: LogFilter
  finder: Finder | undefined
  /** Whether lines are searched as they read, not as they were written. */
  json: boolean
}

export interface LogScanResult {
  /** The entries that are shown; `undefined` when all are. */
  readonly rows: RowList | undefined
  readonly matches: LogMatches
  /** How much was looked through, up to 1. */
  readonly progress: number
}

/** Looks through a log that grows: what was looked through once is not looked through again, and it can be left and gone on with. */
export class LogScan {
  readonly #filter: LogFilter
  readonly #finder: Finder | undefined
  readonly #json: boolean
  readonly #severities: ReadonlySet<string> | undefined
  readonly #hidden: ReadonlySet<string>
  readonly #matches = new LogMatches()
  readonly #rows: RowList | undefined
  /** Entries that come before a match which may yet be found. */
  #waiting: number[] = []
  /** How many entries after the last match are still shown. */
  #after = 0
  #next = 0
  #result: LogScanResult

  constructor({ filter, finder, json }: LogScanOptions) {
    this.#filter = filter
    this.#finder = finder
    this.#json = json
    this.#severities = filter.severities && new Set(filter.severities)
    this.#hidden = new Set(filter.hiddenSources)
    const showsAll = !this.#isOnlyMatches && this.#severities === undefined && this.#hidden.size === 0
    this.#rows = showsAll ? undefined : new RowList()
    this.#result = { rows: this.#rows, matches: this.#matches, progress: 0 }
  }

  /**
   * Goes on, for some milliseconds at most.
   * @returns what was found so far: another object when it changed, with the same lists.
   */
  read(snapshot: LogSnapshot, budgetMs = Infinity): LogScanResult {
    this.#forgetBefore(snapshot.first)
    const from = Math.max(this.#next, snapshot.first)
    const until = performance.now() + budgetMs
    for (const { chunk, start, end } of snapshot.parts(from)) {
      // What is not packed yet is looked through when it is.
      if (!chunk.isPacked) break
      this.#readChunk(snapshot, chunk, { start, end })
      this.#next = chunk.first + end
      if (performance.now() > until) break
    }
    const looked = this.#next - snapshot.first
    const progress = snapshot.count === 0 ? 1 : Math.min(1, looked / snapshot.count)
    if (this.#next !== from || progress !== this.#result.progress) this.#result = { ...this.#result, progress }
    return this.#result
  }

  get #isOnlyMatches(): boolean {
    return this.#filter.onlyMatches && this.#finder !== undefined
  }

  #readChunk(snapshot: LogSnapshot, chunk: LogChunk, { start, end }: { start: number; end: number }): void {
    const hits = this.#finder === undefined ? undefined : this.#countIn(chunk, { start, end })
    for (let index = start; index < end; index++) {
      const row = chunk.first + index
      const found = hits?.[index - start] ?? 0
      if (this.#rows === undefined && found === 0) continue
      if (!this.#passes(snapshot, chunk, index)) continue
      if (found > 0) this.#matches.add(row, found)
      if (this.#rows === undefined) continue
      if (this.#isOnlyMatches) this.#showAround(row, found > 0)
      else this.#rows.push(row)
    }
  }

  #passes(snapshot: LogSnapshot, chunk: LogChunk, index: number): boolean {
    const source = chunk.sourceAt(index)
    if (source === undefined) {
      const { pod = '', container = '' } = chunk.markerAt(index) ?? {}
      return !this.#isOnlyMatches && !this.#hidden.has(`${pod}/${container}`)
    }
    if (this.#hidden.size > 0 && this.#hidden.has(snapshot.sources[source]?.key ?? '')) return false
    return this.#severities?.has(severityOf(snapshot, chunk.first + index) ?? '') ?? true
  }

  #showAround(row: number, isMatch: boolean): void {
    const { context } = this.#filter
    if (isMatch) {
      for (const before of this.#waiting) this.#rows?.push(before)
      this.#waiting = []
      this.#rows?.push(row)
      this.#after = context
    } else if (this.#after > 0) {
      this.#rows?.push(row)
      this.#after--
    } else if (context > 0) {
      this.#waiting.push(row)
      if (this.#waiting.length > context) this.#waiting.shift()
    }
  }

  /** How many matches there are in each entry of a part of a chunk; `undefined` when there are none at all. */
  #countIn(chunk: LogChunk, { start, end }: { start: number; end: number }): Uint32Array | undefined {
    const finder = this.#finder
    if (finder === undefined) return undefined
    const { literal } = finder
    const plain = literal !== undefined && !(this.#json && chunk.hasJson) ? chunk.plain() : undefined
    if (plain !== undefined && literal !== undefined) {
      const text = literal.isCaseSensitive ? plain : plain.toLowerCase()
      return chunk.countPerEntry(text, literal.text, { start, end })
    }
    const texts = chunk.texts(start, end)
    const counts = new Uint32Array(end - start)
    for (const [index, text] of texts.entries()) counts[index] = finder.count(readableText(text, this.#json))
    return counts
  }

  #forgetBefore(first: number): void {
    this.#matches.forgetBefore(first)
    this.#rows?.forget(this.#rows.indexFrom(first))
    this.#waiting = this.#waiting.filter((row) => row >= first)
  }
}
