import { isConnectionError, isKubernetesError } from '../errors/guards.ts'
import { PortForwardError, type PortForwardErrorCode } from './PortForwardError.ts'

export interface PortForwardTarget {
  pod: string
  port: number
}

/** What kubelets and container runtimes write; there are no codes for it. */
const messages: readonly (readonly [RegExp, PortForwardErrorCode])[] = [
  [/connection refused/i, 'ConnectionRefused'],
  [/pods? ".*" not found|pod does not exist/i, 'PodNotFound'],
  [
    /not running|not found in pod|pod not found|sandbox|network namespace for sandbox .* is closed|does not have a host assigned/i,
    'NotRunning',
  ],
]

function codeOfMessage(message: string): PortForwardErrorCode | undefined {
  return messages.find(([pattern]) => pattern.test(message))?.[1]
}

/** What a refused or broken upgrade means. Anything that isn't one is given back as it is. */
export function toPortForwardError(error: unknown, target: PortForwardTarget): unknown {
  if (isConnectionError(error)) {
    return new PortForwardError(`The connection to ${describe(target)} could not be made: ${error.message}`, {
      code: 'ConnectionLost',
      cause: error,
    })
  }
  if (!isKubernetesError(error)) return error
  const { status } = error
  const code: PortForwardErrorCode =
    status === 401 || status === 403
      ? 'Forbidden'
      : (codeOfMessage(error.message) ?? (status === 404 ? 'PodNotFound' : 'Failed'))
  return new PortForwardError(`${describe(target)} can't be reached: ${error.message}`, { code, cause: error })
}

/** What the error stream of a connection says. */
export function messageToPortForwardError(message: string, target: PortForwardTarget): PortForwardError {
  const code = codeOfMessage(message) ?? 'Failed'
  if (code === 'ConnectionRefused') {
    return new PortForwardError(`Nothing listens on port ${target.port} of pod "${target.pod}": ${message}`, { code })
  }
  return new PortForwardError(`${describe(target)} can't be reached: ${message}`, { code })
}

/** The connection broke, or was closed by the other side without a reason. */
export function lostPortForward(target: PortForwardTarget, cause: unknown): PortForwardError {
  return new PortForwardError(`The connection to ${describe(target)} was lost.`, { code: 'ConnectionLost', cause })
}

export function describe({ pod, port }: PortForwardTarget): string {
  return `port ${port} of pod "${pod}"`
}
