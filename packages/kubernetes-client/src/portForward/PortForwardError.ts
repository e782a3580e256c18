/**
 * Why a port can't be reached:
 * - `PodNotFound`: there is no such pod.
 * - `NotRunning`: it does not run (yet, or any longer).
 * - `ConnectionRefused`: nothing in the pod listens on the port.
 * - `Forbidden`: the caller may not `create pods/portforward`.
 * - `Unsupported`: the API server is too old, from before Kubernetes 1.31.
 * - `ConnectionLost`: the way to the pod could not be made, or broke.
 * - `Failed`: anything else; the message says what.
 */
export type PortForwardErrorCode =
  'PodNotFound' | 'NotRunning' | 'ConnectionRefused' | 'Forbidden' | 'Unsupported' | 'ConnectionLost' | 'Failed'

/** A port of a pod could not be reached, or the connection to it was lost. */
export class PortForwardError extends Error {
  override readonly name = 'PortForwardError'
  readonly code: PortForwardErrorCode

  constructor(message: string, { code, cause }: { code: PortForwardErrorCode; cause?: unknown }) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
  }
}

/** Holds for the errors of another copy of this package too. */
export function isPortForwardError(error: unknown): error is PortForwardError {
  return error instanceof Error && error.name === 'PortForwardError'
}
