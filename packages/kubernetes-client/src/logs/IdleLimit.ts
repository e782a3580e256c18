/** How many of the usual pauses between two arrivals make a silence suspicious. */
const suspicious = 20
const shortestMs = 5000
const weight = 0.2

/**
 * How long a followed log may be silent before it is opened again: a busy log is missed after seconds, a quiet one after
 * `longestMs`. Log rotation can silence a stream for good (kubernetes/kubernetes#115701, #126564).
 */
export class IdleLimit {
  readonly longestMs: number
  #usualMs: number
  #last: number

  constructor(longestMs: number, now = Date.now()) {
    this.longestMs = longestMs
    this.#usualMs = longestMs
    this.#last = now
  }

  get ms(): number {
    return Math.min(this.longestMs, Math.max(shortestMs, suspicious * this.#usualMs))
  }

  /** Tells that something arrived, or that it was given up waiting. */
  mark(now = Date.now()): void {
    this.#usualMs += weight * (now - this.#last - this.#usualMs)
    this.#last = now
  }
}
