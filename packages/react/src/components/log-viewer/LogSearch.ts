import type { LogLine } from '@catalyst/api'
import { plainText } from './ansi/escapes.ts'
import { isMarker, type LogSnapshot } from './LogBuffer.ts'

export interface LogMatches {
  /** Numbers of the entries in which something was found, in order. */
  readonly rows: readonly number[]
  /** For each of these, how many matches there are in it and all before it. */
  readonly totals: readonly number[]
  /** How many of both belong to this result. */
  readonly count: number
}

export interface LogMatch {
  row: number
  /** Which of the matches of its row, from 0. */
  occurrence: number
}

const plainTexts = new WeakMap<LogLine, string>()

/** A line without escapes; kept, because a search asks again for every key that is typed. */
export function plainTextOf(line: LogLine): string {
  let text = plainTexts.get(line)
  if (text === undefined) {
    text = plainText(line.text)
    plainTexts.set(line, text)
  }
  return text
}

/** Finds a text in a log that grows: what was looked through once is not looked through again. */
export class LogSearch {
  readonly #needle: string
  #rows: number[] = []
  #totals: number[] = []
  #next = 0
  #result: LogMatches = { rows: this.#rows, totals: this.#totals, count: 0 }

  /** @param query is looked for as it is, in any case. */
  constructor(query: string) {
    this.#needle = query.toLowerCase()
  }

  read({ entries, count, first }: LogSnapshot): LogMatches {
    this.#forgetBefore(first)
    const end = first + count
    for (let row = Math.max(this.#next, first); row < end; row++) {
      const entry = entries[row - first]
      if (entry === undefined || isMarker(entry)) continue
      const found = countOf(plainTextOf(entry).toLowerCase(), this.#needle)
      if (found === 0) continue
      this.#rows.push(row)
      this.#totals.push((this.#totals.at(-1) ?? 0) + found)
    }
    this.#next = Math.max(this.#next, end)
    if (this.#result.rows !== this.#rows || this.#result.count !== this.#rows.length) {
      this.#result = { rows: this.#rows, totals: this.#totals, count: this.#rows.length }
    }
    return this.#result
  }

  #forgetBefore(first: number): void {
    const kept = this.#rows.findIndex((row) => row >= first)
    const gone = kept === -1 ? this.#rows.length : kept
    if (gone === 0) return
    const before = this.#totals[gone - 1] ?? 0
    this.#rows = this.#rows.slice(gone)
    this.#totals = this.#totals.slice(gone).map((total) => total - before)
  }
}

/** How many matches there are in all. */
export function totalOf({ totals, count }: LogMatches): number {
  return totals[count - 1] ?? 0
}

/** The match of a number, from 0. */
export function matchAt(matches: LogMatches, number: number): LogMatch | undefined {
  let low = 0
  let high = matches.count
  while (low < high) {
    const middle = (low + high) >> 1
    if ((matches.totals[middle] ?? 0) > number) high = middle
    else low = middle + 1
  }
  const row = matches.rows[low]
  return row === undefined || low >= matches.count
    ? undefined
    : { row, occurrence: number - (matches.totals[low - 1] ?? 0) }
}

function countOf(text: string, needle: string): number {
  if (needle === '') return 0
  let found = 0
  for (let at = text.indexOf(needle); at !== -1; at = text.indexOf(needle, at + needle.length)) found++
  return found
}
