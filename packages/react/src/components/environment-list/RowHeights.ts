/** Where the rows of a long list stand, of which only those on the screen were ever measured. */
export class RowHeights {
  readonly #measured = new Map<string, number>()
  readonly #guess: number
  #estimate: number | undefined

  /** @param guess Height of a row, in pixels, before any was measured. */
  constructor(guess: number) {
    this.#guess = guess
  }

  /**
   * Takes what was measured, in pixels by key.
   * @returns whether any row stands elsewhere now.
   */
  measure(heights: ReadonlyMap<string, number>): boolean {
    let isOther = false
    for (const [key, height] of heights) {
      // Less than half a pixel is how browsers round.
      if (Math.abs((this.#measured.get(key) ?? 0) - height) < 0.5) continue
      this.#measured.set(key, height)
      isOther = true
    }
    // Kept from then on: an estimate that moved would move all rows below.
    if (heights.size > 0) this.#estimate ??= mean([...heights.values()])
    return isOther
  }

  /** The top of each row, and as the last one the end of all. */
  tops(keys: readonly string[]): Float64Array {
    const tops = new Float64Array(keys.length + 1)
    const estimate = this.#estimate ?? this.#guess
    let top = 0
    keys.forEach((key, index) => {
      top += this.#measured.get(key) ?? estimate
      tops[index + 1] = top
    })
    return tops
  }
}

/** The last row whose top is at or above a position; the first one for a position above all. */
export function rowAt(tops: Float64Array, position: number): number {
  let low = 0
  let high = Math.max(0, tops.length - 2)
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((tops[middle] ?? 0) <= position) low = middle
    else high = middle - 1
  }
  return low
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0) / numbers.length
}
