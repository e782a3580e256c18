export interface BackoffOptions {
  /** Milliseconds. @default 100 */
  minimum?: number | undefined
  /** Milliseconds. @default 30_000 */
  maximum?: number | undefined
  /** Between 0 and 1; for tests. */
  random?: (() => number) | undefined
}

/**
 * How long to wait before the attempt after so many failures: doubling, and somewhere in its upper half, so that the pages that a
 * restarted proxy has lost don't return all at once.
 */
export function backoffDelay(
  failures: number,
  { minimum = 100, maximum = 30_000, random = Math.random }: BackoffOptions = {},
): number {
  const ceiling = Math.min(maximum, minimum * 2 ** Math.min(failures, 30))
  return Math.round(ceiling * (0.5 + random() / 2))
}
