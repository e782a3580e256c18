import type { AccessReview } from '@catalyst/api'
import type { Request } from '../request/createRequest.ts'
import type { CallOptions } from './ResourceRef.ts'

/** Calls about clusters. All throw CatalystError for a problem and NetworkError for no answer. */
export function createClusterCalls(request: Request) {
  return {
    /** Every registered cluster, whether it is reachable, and why not. */
    list({ signal }: CallOptions = {}) {
      return request('listClusters', { signal })
    },
    /** What the caller may do; the answers come in the order of the questions. */
    reviewAccess(reviews: AccessReview[], { cluster, signal }: CallOptions & { cluster?: string | undefined } = {}) {
      return request('reviewAccess', { params: { cluster }, body: { reviews }, signal })
    },
  }
}

export type ClusterCalls = ReturnType<typeof createClusterCalls>
