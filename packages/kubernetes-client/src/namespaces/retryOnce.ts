import { isConnectionError, isKubernetesError } from '../errors/guards.ts'
import { sleep } from '../internals/sleep.ts'

const maxDelayMs = 5000

/** Tries something again, once, where it failed for a reason that may pass. */
export async function retryOnce<T>(attempt: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  try {
    return await attempt()
  } catch (error) {
    if (!mayPass(error)) throw error
    const { retryAfterSeconds = 0.25 } = (isKubernetesError(error) && error.details) || {}
    await sleep(Math.min(retryAfterSeconds * 1000, maxDelayMs), signal)
    signal?.throwIfAborted()
    return attempt()
  }
}

/** Rights, rules and names don't change by asking again. */
function mayPass(error: unknown): boolean {
  if (isConnectionError(error)) return error.reason === 'Unreachable' || error.reason === 'TimedOut'
  return isKubernetesError(error) && (error.status === 409 || error.status === 429 || error.status >= 500)
}
