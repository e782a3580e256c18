export interface BackoffOptions {
  /** Upper bound of the first delay, in milliseconds. @default 100 */
  initialMs?: number | undefined
  /** Upper bound of every delay, in milliseconds. @default 30_000 */
  maxMs?: number | undefined
  /** How much the bound grows from one delay to the next. @default 2 */
  factor?: number | undefined
  /** The part of each delay that is drawn by lot: 1 is anything below the bound, 0 the bound itself. @default 1 */
  jitter?: number | undefined
  /** A number from 0 up to 1. @default Math.random */
  random?: (() => number) | undefined
}

export interface Backoff {
  /** The next delay in milliseconds: below a bound that grows, with full jitter anything from 0 on. */
  next(): number
  /** Begins anew, after a healthy period. */
  reset(): void
}

/**
 * Delays for reconnecting that spread many clients evenly, see
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ ("full jitter").
 */
export function createBackoff(options: BackoffOptions = {}): Backoff {
  const { initialMs = 100, maxMs = 30_000, factor = 2, jitter = 1, random = Math.random } = options
  let bound = initialMs
  return {
    next() {
      const delay = Math.min(bound, maxMs) * (1 - jitter * (1 - random()))
      bound = Math.min(bound * factor, maxMs)
      return delay
    },
    reset() {
      bound = initialMs
    },
  }
}
