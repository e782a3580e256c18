import type { AccessReview } from '@catalyst/api'
import type { CatalystClient } from '@catalyst/sdk'
import { queryOptions } from '@tanstack/react-query'
import { queryDefaults } from './queryDefaults.ts'
import { queryKeys } from './queryKeys.ts'
import { reviewAccess } from './reviewAccess.ts'

/** One right to ask about, and in which cluster. */
export interface AccessQuestion extends AccessReview {
  /** A registered cluster. Default: `-`, the default one. */
  cluster?: string | undefined
}

/** Whether the caller may do something. Questions that are asked at the same time go to the proxy as one request. */
export function accessReviewOptions(client: CatalystClient, question: AccessQuestion) {
  const { cluster = '-', ...review } = question
  return queryOptions({
    ...queryDefaults,
    // The proxy looks at rights again every minute too.
    staleTime: 60_000,
    queryKey: queryKeys.accessReview(question),
    queryFn: ({ signal }) => reviewAccess(client, { cluster, review, signal }),
  })
}
