/** The time of a cluster. Whatever in it waits, or writes down a time, asks this, so that tests can drive it. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number
  /** Calls back once, `ms` from now. Disposing of it cancels. It never keeps the process alive by itself. */
  setTimer(callback: () => void, ms: number): Disposable
  /** Resolves `ms` from now; rejects with the signal's reason when that is aborted first. */
  sleep(ms: number, options?: { signal?: AbortSignal | undefined }): Promise<void>
}

/** A clock that tests can drive. */
export interface ClusterClock extends Clock {
  readonly isStopped: boolean
  /** From here on time moves by `advance` alone. */
  stop(): void
  /** Time runs by itself again, from where it stands. */
  start(): void
  /** Moves time on by `ms`, fires the timers on the way in order, and lets settle what each of them causes. */
  advance(ms: number): Promise<void>
}
