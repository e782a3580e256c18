export interface BackoffOptions {
  /** Upper bound of the first delay, in milliseconds. @default 100 */
  initialMs?: number | undefined
  /** Upper bound of every delay, in milliseconds. @default 30_000 */
  maxMs?: number | undefined
  /** How much the bound grows from one delay to the next. @default 2 */
  factor?: number | undefined
  /** A number from 0 up to 1. @default Math.random */
  random?: (() => number) | undefined
}

export interface Backoff {
  /** The next delay in milliseconds: anything between 0 and a bound that grows ("full jitter"). */
  next(): number
  /** Begins anew, after a healthy period. */
  reset(): void
}

/**
 * Delays for reconnecting that spread many clients evenly, see
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ ("full jitter").
 */
export function createBackoff(options: BackoffOptions = {}): Backoff {
  const { initialMs = 100, maxMs = 30_000, factor = 2, random = Math.random } = options
  let bound = initialMs
  return {
    next() {
      const delay = random() * Math.min(bound, maxMs)
      bound = Math.min(bound * factor, maxMs)
      return delay
    },
    reset() {
      bound = initialMs
    },
  }
}
