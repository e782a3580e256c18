import { RowList } from './RowList.ts'

export interface LogMatch {
  row: number
  /** Which of the matches of its row, from 0. */
  occurrence: number
}

/** What was found in a log: the rows, and how many matches there are up to each. */
export class LogMatches {
  readonly #rows = new RowList()
  readonly #totals = new RowList()
  /** Matches in rows that are forgotten. */
  #gone = 0

  /** How many matches there are in all. */
  get total(): number {
    return (this.#totals.at(this.#totals.length - 1) ?? this.#gone) - this.#gone
  }

  /** The match of a number, from 0. */
  at(number: number): LogMatch | undefined {
    if (number < 0) return undefined
    const index = this.#totals.indexFrom(this.#gone + number + 1)
    const row = this.#rows.at(index)
    return row === undefined ? undefined : { row, occurrence: number - this.#before(index) }
  }

  /** Number of the first match in or after a row; as many as there are when none is. */
  from(row: number): number {
    return this.#before(this.#rows.indexFrom(row))
  }

  /** Number of a match; `undefined` when it is none, or no longer. */
  numberOf({ row, occurrence }: LogMatch): number | undefined {
    const index = this.#rows.indexFrom(row)
    return this.#rows.at(index) === row ? this.#before(index) + occurrence : undefined
  }

  add(row: number, count: number): void {
    this.#totals.push(this.#gone + this.total + count)
    this.#rows.push(row)
  }

  forgetBefore(row: number): void {
    const gone = this.#rows.indexFrom(row)
    if (gone === 0) return
    this.#gone += this.#before(gone)
    this.#rows.forget(gone)
    this.#totals.forget(gone)
  }

  /** How many matches there are in the rows before an index. */
  #before(index: number): number {
    return index === 0 ? 0 : (this.#totals.at(index - 1) ?? this.#gone) - this.#gone
  }
}
