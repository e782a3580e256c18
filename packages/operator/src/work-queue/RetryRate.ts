export interface RetryRateOptions {
  /** Retries that may come at once. @default 100 */
  burst?: number | undefined
  /** Milliseconds between those that follow. @default 20 */
  everyMs?: number | undefined
}

/**
 * Spaces out the retries of all keys together, as client-go's bucket does beside the backoff of each: where everything fails,
 * such as while the API server is overloaded, a thousand first retries would come at the same moment. What changes does not
 * wait for it.
 */
export class RetryRate {
  readonly #burst: number
  readonly #everyMs: number
  /** When the next one would come if each had waited for the one before. */
  #next = -Infinity

  constructor({ burst = 100, everyMs = 20 }: RetryRateOptions = {}) {
    this.#burst = burst
    this.#everyMs = everyMs
  }

  /** Takes a turn. @returns milliseconds until then */
  take(): number {
    const now = performance.now()
    const turn = Math.max(this.#next, now - (this.#burst - 1) * this.#everyMs)
    this.#next = turn + this.#everyMs
    return Math.max(0, turn - now)
  }
}
