export interface RepairBudgetOptions {
  /** How often the same is written at once. @default 5 */
  burst?: number | undefined
  /** Milliseconds until it may be written once more. @default 30_000 */
  refillMs?: number | undefined
  /** In milliseconds, of a clock that only goes forward. @default performance.now() */
  now?: (() => number) | undefined
}

const maxRemembered = 20_000

/**
 * Counts how often the same was written to the same place. Where somebody else takes it back each time, the two would write
 * against each other as fast as the API server answers; after a few times it is repaired only now and then, and still
 * holds in the end, when the other one stops.
 */
export class RepairBudget {
  readonly #spent = new Map<string, { left: number; at: number }>()
  readonly #burst: number
  readonly #refillMs: number
  readonly #now: () => number

  constructor({ burst = 5, refillMs = 30_000, now = () => performance.now() }: RepairBudgetOptions = {}) {
    this.#burst = burst
    this.#refillMs = refillMs
    this.#now = now
  }

  /** Milliseconds until it may be written; 0 for now. */
  waitMs(what: string): number {
    const left = this.#left(what)
    return left >= 1 ? 0 : Math.ceil((1 - left) * this.#refillMs)
  }

  /** Says that it was written. @returns whether that was the last time for a while */
  spend(what: string): boolean {
    const left = this.#left(what) - 1
    this.#spent.delete(what)
    this.#spent.set(what, { left, at: this.#now() })
    const [oldest] = this.#spent.keys()
    if (this.#spent.size > maxRemembered && oldest !== undefined) this.#spent.delete(oldest)
    return left < 1
  }

  #left(what: string): number {
    const known = this.#spent.get(what)
    if (known === undefined) return this.#burst
    return Math.min(this.#burst, known.left + (this.#now() - known.at) / this.#refillMs)
  }
}
