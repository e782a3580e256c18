/** Numbers of entries in ascending order, which grows at its end and loses at its beginning. */
export class RowList {
  #rows: number[] = []
  /** How many of the array are gone. */
  #gone = 0

  get length(): number {
    return this.#rows.length - this.#gone
  }

  at(index: number): number | undefined {
    return index < 0 ? undefined : this.#rows[this.#gone + index]
  }

  push(row: number): void {
    this.#rows.push(row)
  }

  /** Index of the first number that is not below another. */
  indexFrom(row: number): number {
    let low = this.#gone
    let high = this.#rows.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#rows[middle] ?? Infinity) < row) low = middle + 1
      else high = middle
    }
    return low - this.#gone
  }

  /** Forgets the first ones. Numbers are only moved when most are gone, so that forgetting often stays cheap. */
  forget(count: number): void {
    this.#gone += count
    if (this.#gone < 1000 || this.#gone * 2 < this.#rows.length) return
    this.#rows = this.#rows.slice(this.#gone)
    this.#gone = 0
  }
}
