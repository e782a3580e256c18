/** Why a container can not run now: what its status says it waits for. */
export class WaitingError extends Error {
  override readonly name = 'WaitingError'
  readonly reason: string
  /** When to try again, in milliseconds. */
  readonly retryMs: number

  constructor(reason: string, message: string, { retryMs }: { retryMs: number }) {
    super(message)
    this.reason = reason
    this.retryMs = retryMs
  }
}
