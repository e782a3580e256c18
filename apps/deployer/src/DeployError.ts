/** Why a deployment failed, in a word that conditions carry. What each is about is in docs/operator.md. */
export type DeployReason =
  | 'OrderInvalid'
  | 'GitUnreachable'
  | 'GitUnauthorized'
  | 'RepositoryNotFound'
  | 'CommitNotFound'
  | 'RepositoryTooLarge'
  | 'PathNotFound'
  | 'ManifestInvalid'
  | 'KindForbidden'
  | 'NamespaceForbidden'
  | 'HostForbidden'
  | 'ApplyRefused'
  | 'QuotaExceeded'
  | 'ChartInvalid'
  | 'RenderFailed'
  | 'ReleaseFailed'
  | 'ReleaseStuck'
  | 'Forbidden'
  | 'ClusterUnreachable'
  | 'TimedOut'
  | 'Interrupted'

export interface DeployErrorOptions {
  reason: DeployReason
  /** Whether the same order may go well another time. @default false */
  retry?: boolean | undefined
  cause?: unknown
}

/** A deployment failed. The message goes into the status of the environment: what is wrong and what to do, nothing secret. */
export class DeployError extends Error {
  override readonly name = 'DeployError'
  readonly reason: DeployReason
  readonly retry: boolean

  constructor(message: string, { reason, retry = false, cause }: DeployErrorOptions) {
    super(message, cause === undefined ? undefined : { cause })
    this.reason = reason
    this.retry = retry
  }
}
