export interface BackoffOptions {
  /** Milliseconds after the first failure. @default 5 */
  baseMs?: number | undefined
  /** Longest delay in milliseconds. @default 1_000_000 */
  maxMs?: number | undefined
}

/** Milliseconds to wait after so many failures in a row: doubling from the base up to the cap, client-go's own figures. */
export function backoffDelay(failures: number, options: BackoffOptions = {}): number {
  const { baseMs = 5, maxMs = 1_000_000 } = options
  return Math.min(maxMs, baseMs * 2 ** Math.min(failures - 1, 50))
}
