export interface WatchErrorOptions {
  /** The code of the `Status` that the API server sent inside the watch. */
  status?: number | undefined
  reason?: string | undefined
  cause?: unknown
}

/** A watch was ended by the API server with an error inside the stream, or can't go on. */
export class WatchError extends Error {
  override readonly name = 'WatchError'
  readonly status: number | undefined
  readonly reason: string | undefined

  constructor(message: string, { status, reason, cause }: WatchErrorOptions = {}) {
    super(message, cause === undefined ? undefined : { cause })
    this.status = status
    this.reason = reason
  }
}
