/** A place in the log of one container: after the `ordinal`th line of that time, in file order. */
export interface LogPosition {
  time: string
  ordinal: number
}

/** More lines than that never share a time with others in between. */
const rememberedTimes = 64

/** Counts lines of equal time, also where other times come in between: stdout and stderr may be slightly out of order. */
export class LogPositionCounter {
  /** Times in use, and those before them: forgetting by generations costs nothing for a single line. */
  #young = new Map<string, number>()
  #old = new Map<string, number>()
  #newest = ''

  constructor(start?: LogPosition) {
    if (start) this.reset(start)
  }

  reset(start: LogPosition): void {
    this.#young = new Map([[start.time, start.ordinal]])
    this.#old = new Map()
    this.#newest = start.time
  }

  /** The ordinal of one more line. */
  advance(time: string): number {
    let ordinal = 1
    if (time > this.#newest) this.#newest = time
    else ordinal += this.#young.get(time) ?? this.#old.get(time) ?? 0
    this.#young.set(time, ordinal)
    if (this.#young.size >= rememberedTimes) {
      this.#old = this.#young
      this.#young = new Map()
    }
    return ordinal
  }
}
