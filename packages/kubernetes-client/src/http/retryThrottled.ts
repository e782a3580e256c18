import { isKubernetesError } from '../errors/guards.ts'
import { sleep } from '../internals/sleep.ts'
import type { RequestOptions } from './RequestOptions.ts'

type RetryOptions = Pick<RequestOptions, 'signal' | 'timeoutMs' | 'throttleRetries'>

/**
 * Sends again what the API server put off: 429 with a `Retry-After` says that nothing was done, so a write may be repeated
 * like a read. As client-go does it (`rest/with_retry.go`), ten times at most; and never past the time of the whole request,
 * since an answer that comes too late helps nobody. The attempt is given what is left of that time.
 */
export async function retryThrottled<T>(
  attempt: (timeoutMs: number) => Promise<T>,
  { signal, timeoutMs = 30_000, throttleRetries = 10 }: RetryOptions,
): Promise<T> {
  const deadline = Date.now() + timeoutMs
  for (let retries = 0; ; retries++) {
    try {
      return await attempt(deadline - Date.now())
    } catch (error) {
      const waitMs = delayAskedBy(error)
      if (waitMs === undefined || retries >= throttleRetries || Date.now() + waitMs >= deadline) throw error
      await sleep(waitMs, signal)
      signal?.throwIfAborted()
    }
  }
}

function delayAskedBy(error: unknown): number | undefined {
  if (!isKubernetesError(error) || error.status !== 429) return undefined
  const seconds = error.details?.retryAfterSeconds
  return seconds === undefined ? undefined : seconds * 1000
}
