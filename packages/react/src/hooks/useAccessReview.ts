import type { AccessReview } from '@catalyst/api'
import { hashKey, useQueries } from '@tanstack/react-query'
import { useCatalystClient } from '../provider/useCatalystClient.ts'
import { accessReviewOptions } from '../queries/accessReviewOptions.ts'

export interface UseAccessReviewOptions {
  /** A registered cluster. Default: `-`, the default one. */
  cluster?: string | undefined
}

export interface UseAccessReviewResult {
  /** Whether the caller may do what was asked about; `undefined` as long as it is not known, or was not asked. */
  allowed: (review: AccessReview) => boolean | undefined
  /** Why not, for people. */
  reason: (review: AccessReview) => string | undefined
  /** Some answers are not there yet. */
  isPending: boolean
  /** Why an answer can't be had. */
  error: Error | null
}

/**
 * What the caller may do, to offer only that. All questions of a page go as one request, and an answer holds for a minute. It is a
 * courtesy and no protection: the cluster decides anew with every request.
 *
 * @param reviews What is asked about; `[]` asks nothing.
 * @example
 * ```ts
 * const remove = { verb: 'delete', group: 'catalyst.catalyst.dev', resource: 'environments', namespace: 'acme-shop' }
 * const { allowed } = useAccessReview([remove])
 * allowed(remove)
 * ```
 */
export function useAccessReview(
  reviews: readonly AccessReview[],
  { cluster }: UseAccessReviewOptions = {},
): UseAccessReviewResult {
  const client = useCatalystClient()
  const keys = reviews.map((review) => hashKey([review]))
  const asked = reviews.filter((_, index) => keys.indexOf(keys[index] ?? '') === index)
  const results = useQueries({ queries: asked.map((review) => accessReviewOptions(client, { ...review, cluster })) })
  const verdictOf = (review: AccessReview) => {
    const key = hashKey([review])
    return results[asked.findIndex((one) => hashKey([one]) === key)]?.data
  }
  return {
    allowed: (review) => verdictOf(review)?.allowed,
    reason: (review) => verdictOf(review)?.reason,
    isPending: results.some(({ isPending }) => isPending),
    error: results.find(({ error }) => error !== null)?.error ?? null,
  }
}
