import { createHash } from 'node:crypto'

/** Remembered answers beyond which the oldest go. */
const maxRemembered = 10_000

/** Does something once for a refresh token, whoever asks at the same time or a little later. */
export interface Renewals<T> {
  once(refreshToken: string, renew: () => Promise<T>): Promise<T>
}

/**
 * A refresh token may be good for one use, and a page sends many requests at once with the same cookie: the first one
 * renews, the others and those that were under way get the same. What failed is tried again after a while.
 */
export function createRenewals<T>({ keepMs = 300_000, failedMs = 5000 } = {}): Renewals<T> {
  const remembered = new Map<string, { answer: Promise<T>; endsAt: number }>()
  return {
    once(refreshToken, renew) {
      const key = createHash('sha256').update(refreshToken).digest('base64')
      const known = remembered.get(key)
      if (known !== undefined && known.endsAt > Date.now()) return known.answer
      const entry = { answer: renew(), endsAt: Infinity }
      remembered.delete(key)
      remembered.set(key, entry)
      if (remembered.size > maxRemembered) remembered.delete(remembered.keys().next().value ?? '')
      entry.answer.then(
        () => void (entry.endsAt = Date.now() + keepMs),
        () => void (entry.endsAt = Date.now() + failedMs),
      )
      return entry.answer
    },
  }
}
