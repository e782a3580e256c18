import type { Pod } from '../../nodes/Pod.ts'
import type { Job } from './Job.ts'

export interface JobFacts {
  readonly succeeded: number
  readonly failed: number
  readonly active: readonly Pod[]
  readonly now: number
}

/** What a job has come to, and why. */
export interface Verdict {
  readonly isSuccess: boolean
  readonly reason: string
  readonly message: string
}

/**
 * Whether a job is over; undefined when it goes on.
 * https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-termination-and-cleanup
 */
export function jobVerdict({ spec, status }: Job, { succeeded, failed, active, now }: JobFacts): Verdict | undefined {
  const { backoffLimit = 6, completions, activeDeadlineSeconds, template } = spec
  const restarts =
    template.spec.restartPolicy === 'OnFailure' ? active.reduce((sum, pod) => sum + restartsOf(pod), 0) : 0
  const isTooOften = failed > backoffLimit || (restarts > 0 && restarts >= backoffLimit)
  if (isTooOften) {
    return { isSuccess: false, reason: 'BackoffLimitExceeded', message: 'Job has reached the specified backoff limit' }
  }
  const startedAt = Date.parse(status?.startTime ?? '')
  if (activeDeadlineSeconds !== undefined && now >= startedAt + activeDeadlineSeconds * 1000) {
    const message = 'Job was active longer than specified deadline'
    return { isSuccess: false, reason: 'DeadlineExceeded', message }
  }
  const isDone = completions === undefined ? succeeded > 0 && active.length === 0 : succeeded >= completions
  if (!isDone) return undefined
  return { isSuccess: true, reason: 'CompletionsReached', message: 'Reached expected number of succeeded pods' }
}

function restartsOf({ status }: Pod): number {
  const statuses = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])]
  return statuses.reduce((sum, { restartCount }) => sum + restartCount, 0)
}

/** How many pods of a job are to be active now. */
export function wantedPods({ spec }: Job, { succeeded, active }: JobFacts): number {
  const { parallelism = 1, completions } = spec
  if (completions === undefined) return succeeded > 0 ? active.length : parallelism
  return Math.min(parallelism, completions - succeeded)
}
