export interface WithinOptions {
  timeoutMs: number
  /** What it rejects with when the time is over. */
  timeoutError: () => Error
  signal?: AbortSignal | undefined
}

/** Waits for a promise no longer than until a time or an abort; what the promise stands for goes on. */
export function within<T>(promise: Promise<T>, { timeoutMs, timeoutError, signal }: WithinOptions): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => settle(() => reject(signal?.reason as Error))
    const timer = setTimeout(() => settle(() => reject(timeoutError())), timeoutMs)
    function settle(finish: () => void) {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
      finish()
    }
    promise.then(
      (value) => settle(() => resolve(value)),
      (error: Error) => settle(() => reject(error)),
    )
    if (signal?.aborted) abort()
    else signal?.addEventListener('abort', abort, { once: true })
  })
}
