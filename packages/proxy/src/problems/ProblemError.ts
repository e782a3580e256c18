import {
  problemStatus,
  type ConflictReason,
  type MissingThing,
  type Problem,
  type ProblemCode,
  type ProblemIssue,
} from '@catalyst/api'

export interface ProblemErrorOptions {
  reason?: ConflictReason | (string & {}) | undefined
  issues?: readonly ProblemIssue[] | undefined
  missing?: MissingThing | undefined
  lastSeen?: Problem['lastSeen'] | undefined
  /** Seconds after which a retry makes sense, for RATE_LIMITED and UPSTREAM_UNAVAILABLE. */
  retryAfterSeconds?: number | undefined
  /** Headers of the answer beside the problem's own. */
  headers?: Readonly<Record<string, string>> | undefined
  cause?: unknown
}

/** What a route throws to answer an error: a code with its one HTTP status, and plain words that may leave the process. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly code: ProblemCode
  readonly status: (typeof problemStatus)[ProblemCode]
  readonly options: ProblemErrorOptions

  constructor(code: ProblemCode, detail: string, options: ProblemErrorOptions = {}) {
    super(detail, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.status = problemStatus[code]
    this.options = options
  }
}

/** Whether an error is a ProblemError, of this copy of the package or another. */
export function isProblemError(error: unknown): error is ProblemError {
  return error instanceof Error && error.name === 'ProblemError' && 'code' in error && 'options' in error
}
