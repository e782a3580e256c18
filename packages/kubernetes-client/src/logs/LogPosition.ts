/** A place in the log of one container: after the `ordinal`th line of that time, in file order. */
export interface LogPosition {
  time: string
  ordinal: number
}

/** More lines than that never share a time with others in between. */
const rememberedTimes = 64

/** Counts lines of equal time, also where other times come in between: stdout and stderr may be slightly out of order. */
export class LogPositionCounter {
  readonly #counts = new Map<string, number>()

  constructor(start?: LogPosition) {
    if (start) this.reset(start)
  }

  reset(start: LogPosition): void {
    this.#counts.clear()
    this.#counts.set(start.time, start.ordinal)
  }

  /** The position after one more line. */
  advance(time: string): LogPosition {
    const ordinal = (this.#counts.get(time) ?? 0) + 1
    // Deleted first, so that the times in use stay the youngest.
    this.#counts.delete(time)
    this.#counts.set(time, ordinal)
    for (const oldest of this.#counts.keys()) {
      if (this.#counts.size <= rememberedTimes) break
      this.#counts.delete(oldest)
    }
    return { time, ordinal }
  }
}
