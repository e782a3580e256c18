import type { SyncStatus } from './watchTypes.ts'

/** How a watch is doing, for those who run it. */
export interface WatcherHealth extends SyncStatus {
  /** The last time that the API server was heard: a list, an event, a bookmark. `undefined` before the first. */
  lastSignAt: Date | undefined
  /** How long ago that was, in milliseconds; since the beginning where it was never heard. */
  silentMs: number
  /** Connections after the first one. */
  reconnects: number
  /** Lists after the first one: the position had expired, or the watch was refused. */
  relists: number
}

/** Remembers what was told about being live, until when the data is known to be true, and what it took. */
export class SyncTracker {
  #told: SyncStatus | undefined
  #lastSignMs: number | undefined
  #beganAt = new Date()
  #connections = 0
  #lists = 0
  #lossError: Error | undefined
  #lossReason = 'The API server has not answered yet.'
  #lostAt: number | undefined

  get lossReason(): string {
    return this.#lossReason
  }

  /** How long a loss lasts of which nobody was told yet, in milliseconds; 0 where there is none. */
  get lostForMs(): number {
    return this.#lostAt === undefined || this.#told?.state !== 'live' ? 0 : performance.now() - this.#lostAt
  }

  /** Another iteration: whatever was told was told to somebody else. */
  begin(): void {
    this.#told = undefined
    this.#lostAt = undefined
    this.#beganAt = new Date()
  }

  touch(): void {
    this.#lastSignMs = Date.now()
  }

  connected(): void {
    this.#connections++
    this.touch()
  }

  listed(): void {
    this.#lists++
    this.touch()
  }

  lose(reason: string, error?: Error): void {
    this.#lostAt ??= performance.now()
    this.#lossReason = reason
    this.#lossError = error
  }

  *become({
    state,
    reason,
    error = this.#lossError,
  }: Omit<SyncStatus, 'since'>): Generator<({ type: 'SYNC' } & SyncStatus)[]> {
    if (state === 'live') {
      this.touch()
      this.#lostAt = undefined
      this.#lossError = undefined
    }
    if (state === this.#told?.state && reason === this.#told.reason) return
    const since = this.#lastSign() ?? this.#beganAt
    this.#told = state === 'live' ? { state, since } : { state, since, reason, error }
    yield [{ type: 'SYNC', ...this.#told }]
  }

  #lastSign(): Date | undefined {
    return this.#lastSignMs === undefined ? undefined : new Date(this.#lastSignMs)
  }

  health(): WatcherHealth {
    const status = this.#told ?? { state: 'stale', since: this.#beganAt, reason: this.#lossReason }
    return {
      ...status,
      lastSignAt: this.#lastSign(),
      silentMs: Date.now() - (this.#lastSignMs ?? this.#beganAt.getTime()),
      reconnects: Math.max(this.#connections - 1, 0),
      relists: Math.max(this.#lists - 1, 0),
    }
  }
}
