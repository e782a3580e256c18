import type { AccessReview, ClusterInfo } from '@catalyst/api'
import type { Request } from '../request/createRequest.ts'
import type { CallOptions } from './ResourceRef.ts'

/** Whether the caller may do what was asked about, and why not. */
export interface AccessVerdict {
  allowed: boolean
  reason?: string | undefined
}

/** Calls about clusters. All throw CatalystError for a problem and NetworkError for no answer. */
export function createClusterCalls(request: Request) {
  return {
    /** Every registered cluster, whether it is reachable, and why not. */
    list({ signal }: CallOptions = {}): Promise<{ items: ClusterInfo[] }> {
      return request('listClusters', { signal })
    },
    /** What the caller may do; the answers come in the order of the questions. */
    reviewAccess(
      reviews: AccessReview[],
      { cluster, signal }: CallOptions & { cluster?: string | undefined } = {},
    ): Promise<{ reviews: AccessVerdict[] }> {
      return request('reviewAccess', { params: { cluster }, body: { reviews }, signal })
    },
  }
}

export type ClusterCalls = ReturnType<typeof createClusterCalls>
