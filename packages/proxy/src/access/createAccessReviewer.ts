import type { AccessReview } from '@catalyst/api'
import type { Identity } from '../identity/Identity.ts'
import type { ReviewResult } from '../metrics/ProxyMetrics.ts'
import type { AccessAnswer } from '../ProxyContext.ts'

export type AskCluster = (identity: Identity, cluster: string, review: AccessReview) => Promise<AccessAnswer>

export interface AccessReviewerOptions {
  /** How long an allowed answer is good, in milliseconds. @default 5000 */
  keepMs?: number | undefined
  /** How many answers are kept. @default 10000 */
  maxEntries?: number | undefined
  /** The present time in milliseconds. @default Date.now */
  now?: (() => number) | undefined
  /** Is told how each question ended. */
  onResult?: ((result: ReviewResult) => void) | undefined
}

/**
 * Asks a cluster about rights, once for equal questions at the same time. Only "allowed" is kept: a right that was
 * just given has to work at once, and one that was taken away ends within seconds.
 */
export function createAccessReviewer(ask: AskCluster, options: AccessReviewerOptions = {}): AskCluster {
  const { keepMs = 5000, maxEntries = 10_000, now = Date.now, onResult } = options
  const answers = new Map<string, { answer: Promise<AccessAnswer>; until: number }>()

  return async function reviewAccess(identity, cluster, review) {
    const key = keyOf(identity, cluster, review)
    const known = answers.get(key)
    if (known !== undefined && known.until > now()) {
      onResult?.('kept')
      return known.answer
    }
    const answer = ask(identity, cluster, review)
    const entry = { answer, until: Infinity }
    answers.delete(key)
    answers.set(key, entry)
    const [oldest] = answers.keys()
    if (answers.size > maxEntries && oldest !== undefined) answers.delete(oldest)
    try {
      const { allowed } = await answer
      onResult?.(allowed ? 'allowed' : 'refused')
      entry.until = allowed ? now() + keepMs : 0
    } catch (error) {
      onResult?.('failed')
      entry.until = 0
      throw error
    } finally {
      if (entry.until === 0 && answers.get(key) === entry) answers.delete(key)
    }
    return answer
  }
}

/** Everything that decides: two callers never share an answer unless Kubernetes sees the same one. */
function keyOf(identity: Identity, cluster: string, review: AccessReview): string {
  const { group = '', verb, resource, subresource, namespace, name } = review
  const caller = identity.impersonate ? [identity.subject, ...identity.groups] : null
  return JSON.stringify([caller, cluster, verb, group, resource, subresource, namespace, name])
}
