import type { AccessReview } from '@catalyst/api'
import type { Identity } from '../identity/Identity.ts'
import { ProblemError } from '../problems/ProblemError.ts'
import { toProblemError } from '../problems/toProblemError.ts'
import type { ProxyContext } from '../ProxyContext.ts'
import type { ProxyOptions } from '../ProxyOptions.ts'
import { atTime } from './atTime.ts'
import { rightsTimes } from './rightsTimes.ts'

export interface WatchedRight {
  identity: Identity
  cluster: string
  review: AccessReview
  /** Milliseconds between questions. @default what the proxy's `rightsIntervalMs` takes */
  intervalMs?: number | undefined
}

/**
 * Keeps asking whether a caller still may do what goes on: a session outlives the moment at which it was allowed.
 *
 * @param onLost called once, when the right is gone or the sign-in has ended
 * @returns the function that ends the asking
 */
export function watchRight(
  context: Pick<ProxyContext, 'requireAccess'> & { options?: Pick<ProxyOptions, 'rightsIntervalMs'> },
  { identity, cluster, review, intervalMs = rightsTimes(context.options).recheckMs }: WatchedRight,
  onLost: (problem: ProblemError) => void,
): () => void {
  function lose(problem: ProblemError) {
    stop()
    onLost(problem)
  }
  const timer = setInterval(() => {
    context.requireAccess(identity, cluster, review).catch((error: unknown) => {
      const problem = toProblemError(error)
      // An API server that does not answer has taken no right away.
      if (problem.code === 'FORBIDDEN') lose(problem)
    })
  }, intervalMs)
  const cancelExpiry = atTime(
    () => identity.expiresAt,
    () => lose(new ProblemError('UNAUTHORIZED', 'The sign-in has ended. Sign in again.')),
    { longestDelayMs: intervalMs },
  )
  function stop() {
    clearInterval(timer)
    cancelExpiry()
  }
  return stop
}
