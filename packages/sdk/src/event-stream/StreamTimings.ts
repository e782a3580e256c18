/** Durations of a stream that reconnects, in milliseconds. */
export interface StreamTimings {
  /** Silence after which a connection counts as dead; the proxy sends a comment every 15 s. */
  idleTimeout: number
  /** The shortest and the longest wait before the next attempt. */
  minimumDelay: number
  maximumDelay: number
  /** For how long a connection must have lived for its loss not to count as another failure in a row. */
  settled: number
}

export const defaultTimings: StreamTimings = {
  idleTimeout: 40_000,
  minimumDelay: 100,
  maximumDelay: 30_000,
  settled: 5_000,
}
