import type { TopicKind } from '@catalyst/api'
import { isTypeMissing, type SyncStatus } from '@catalyst/kubernetes-client'
import { ProblemError } from '../problems/ProblemError.ts'
import { toProblemError } from '../problems/toProblemError.ts'
import { listReview } from './topicResource.ts'

/** Why objects of a kind can't be watched, in words for whoever looks at them. */
export function cacheProblem(kind: TopicKind, { error, reason }: SyncStatus): ProblemError {
  if (isTypeMissing(error)) {
    const { group, resource } = listReview(kind)
    const detail = `The cluster does not know the type ${resource}.${group ?? ''}; its CustomResourceDefinition is not installed.`
    return new ProblemError('NOT_FOUND', detail, { missing: 'type', cause: error })
  }
  if (error !== undefined) return toProblemError(error)
  return new ProblemError('UPSTREAM_UNAVAILABLE', reason ?? 'The cluster has not answered yet.')
}
