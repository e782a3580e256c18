import { setTimeout as sleep } from 'node:timers/promises'
import { toProblemError } from '../problems/toProblemError.ts'

export interface RetryOptions {
  /** How long to go on, in milliseconds. @default 2000 */
  forMs?: number | undefined
}

const firstDelayMs = 50
const maxDelayMs = 400

/** Tries again while the cluster's RBAC catches up with a namespace that was just made; the last refusal is the answer. */
export async function retryWhileForbidden<T>(
  attempt: () => Promise<T>,
  { forMs = 2000 }: RetryOptions = {},
): Promise<T> {
  const end = Date.now() + forMs
  for (let delay = firstDelayMs; ; delay = Math.min(delay * 2, maxDelayMs)) {
    try {
      return await attempt()
    } catch (error) {
      if (toProblemError(error).code !== 'FORBIDDEN' || Date.now() + delay > end) throw error
      await sleep(delay)
    }
  }
}
