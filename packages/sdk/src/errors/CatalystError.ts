import type { Problem } from '@catalyst/api'
import type { ProblemCode } from '@catalyst/api/problems'

/** The proxy answered with a problem (RFC 9457). Branch on `code`; `message` is the problem's own sentence. */
export class CatalystError extends Error {
  override readonly name = 'CatalystError'
  /** The answer's body as it came. */
  readonly problem: Problem
  readonly code: ProblemCode
  /** The HTTP status. */
  readonly status: number
  /** Seconds after which the proxy wants to be asked again, from `Retry-After`. */
  readonly retryAfterSeconds: number | undefined

  constructor(problem: Problem, { retryAfterSeconds }: { retryAfterSeconds?: number | undefined } = {}) {
    super(problem.detail || problem.title)
    this.problem = problem
    this.code = problem.code
    this.status = problem.status
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** Whether an error is a problem of the proxy, of one code where it is given. Survives two copies of this package. */
export function isCatalystError(error: unknown, code?: ProblemCode): error is CatalystError {
  return (
    error instanceof Error &&
    error.name === 'CatalystError' &&
    'problem' in error &&
    (code === undefined || ('code' in error && error.code === code))
  )
}

/** Whether the thing asked for is not there; `error.problem.missing` says what is missing. */
export const isNotFound = (error: unknown): error is CatalystError => isCatalystError(error, 'NOT_FOUND')
/** Whether the cluster does not know the type of what was asked for: Catalyst's custom resource definitions are not installed there. */
export const isMissingType = (error: unknown): error is CatalystError =>
  isNotFound(error) && error.problem.missing === 'type'
/** Whether the caller's rights in the cluster are not enough. */
export const isForbidden = (error: unknown): error is CatalystError => isCatalystError(error, 'FORBIDDEN')
/** Whether nobody is signed in, or no longer. */
export const isUnauthorized = (error: unknown): error is CatalystError => isCatalystError(error, 'UNAUTHORIZED')
/** Whether somebody else was faster; `error.problem.reason` says how: `AlreadyExists`, `Conflict`, `QuotaExceeded`, `NamespaceTerminating`. */
export const isConflict = (error: unknown): error is CatalystError => isCatalystError(error, 'CONFLICT')
/** Whether what was sent is not valid; `error.problem.issues` says where. */
export const isInvalid = (error: unknown): error is CatalystError => isCatalystError(error, 'INVALID_INPUT')
/** Whether the proxy asks for a pause; `error.retryAfterSeconds` says how long. */
export const isRateLimited = (error: unknown): error is CatalystError => isCatalystError(error, 'RATE_LIMITED')
