/** What a `Status` of the Kubernetes API says about what failed. */
export interface StatusDetails {
  name?: string | undefined
  group?: string | undefined
  kind?: string | undefined
  uid?: string | undefined
  causes?: readonly StatusCause[] | undefined
  retryAfterSeconds?: number | undefined
}

export interface StatusCause {
  reason?: string | undefined
  message?: string | undefined
  /** Path of the field, such as `spec.sources[0].commitSha`. */
  field?: string | undefined
}

export interface KubernetesErrorOptions {
  /** HTTP status of the answer. */
  status: number
  /** Why, as one word of Kubernetes: `NotFound`, `Conflict`, `Forbidden`, … */
  reason: string
  details?: StatusDetails | undefined
  cause?: unknown
}

/**
 * The API server's refusal: an answer with an HTTP status of 400 or more, or one that can't be followed.
 * @see https://github.com/kubernetes/community/blob/master/contributors/devel/sig-architecture/api-conventions.md#response-status-kind
 */
export class KubernetesError extends Error {
  override readonly name = 'KubernetesError'
  readonly status: number
  readonly reason: string
  readonly details: StatusDetails | undefined

  constructor(message: string, { status, reason, details, cause }: KubernetesErrorOptions) {
    super(message, cause === undefined ? undefined : { cause })
    this.status = status
    this.reason = reason
    this.details = details
  }
}
