/**
 * Why there is no answer:
 * - `NotConfigured`: no cluster is configured.
 * - `UnknownCluster`: clusters are configured, but none of that name.
 * - `InvalidConfiguration`: a variable or kubeconfig can't be used.
 * - `CredentialsUnavailable`: the kubeconfig's way to a credential failed, such as its plugin or token file.
 * - `Unreachable`: no connection, or one that broke.
 * - `TimedOut`: no answer in time.
 * - `Untrusted`: the server's certificate was not accepted.
 * - `InvalidResponse`: what answers isn't a Kubernetes API.
 */
export type ConnectionErrorReason =
  | 'NotConfigured'
  | 'UnknownCluster'
  | 'InvalidConfiguration'
  | 'CredentialsUnavailable'
  | 'Unreachable'
  | 'TimedOut'
  | 'Untrusted'
  | 'InvalidResponse'

/** There is no way to the API server, or it did not answer. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError'
  readonly reason: ConnectionErrorReason

  constructor(message: string, { reason, cause }: { reason: ConnectionErrorReason; cause?: unknown }) {
    super(message, cause === undefined ? undefined : { cause })
    this.reason = reason
  }
}
