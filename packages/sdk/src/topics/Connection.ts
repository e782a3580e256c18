/** How the client's event stream is doing. */
export interface ConnectionState {
  /**
   * - `idle`: nobody watches anything.
   * - `connecting`: the first attempt is under way.
   * - `live`: connected, and after a loss every topic that shows something has heard what it missed.
   * - `stale`: lost, or paused while the page is hidden; retried at `retryAt`, at this moment where that is absent.
   */
  readonly state: 'idle' | 'connecting' | 'live' | 'stale'
  /** Since when the state holds. */
  readonly since: Date
  readonly retryAt?: Date | undefined
  /** Why it is stale, for people. */
  readonly reason?: string | undefined
}

export interface Connection {
  get(): ConnectionState
  subscribe(listener: (state: ConnectionState) => void): () => void
  /** Tries again at once instead of at `retryAt`. */
  retry(): void
}
