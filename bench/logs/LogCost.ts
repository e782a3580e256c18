/** A log viewer that did not get to the end of a run: it took too long, or the page crashed. */
export interface LogFailure {
  contender: string
  problem: string
}

/** What a log viewer cost in one run. `undefined` is what did not come to an end. */
export interface LogCost {
  contender: string
  lines: number
  textBytes: number
  /** Milliseconds until the last of all lines was on the screen. */
  loadMs: number | undefined
  /** Tasks of 50 ms and more meanwhile. */
  loadTasks: readonly number[]
  /** Bytes of the heap that the log takes, typed arrays included, when all garbage is collected. */
  heapBytes: number
  /** Share of the frames that were missed while the reader scrolled. */
  dropped: number
  scrollTasks: readonly number[]
  /** Milliseconds by which the last of the lines that came at a rate was late. */
  lagMs: number | undefined
  streamTasks: readonly number[]
  /** Share of one core that the page's main thread was busy meanwhile. */
  streamMainThread: number
}
