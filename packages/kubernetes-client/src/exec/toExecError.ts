import type { ExecStatus } from '@catalyst/api'
import { ExecError, type ExecErrorCode } from '../errors/ExecError.ts'
import { isConnectionError, isKubernetesError } from '../errors/guards.ts'

interface ExecTarget {
  pod: string
  container?: string | undefined
  command: readonly string[]
}

/** What API servers, kubelets and container runtimes write when a command can't be started; there are no codes for it. */
const messages: readonly (readonly [RegExp, ExecErrorCode])[] = [
  [
    /executable file not found|no such file or directory|stat .*: no such file|exec format error|permission denied/i,
    'CommandNotFound',
  ],
  [/container .* is not valid for pod|container name must be specified|a container name must be/i, 'ContainerNotFound'],
  [
    /container not found|is not running|not created or running|not in running state|cannot exec in a (stopped|paused)|completed pod|is in state CONTAINER_EXITED|does not have a host assigned|waiting to start/i,
    'NotRunning',
  ],
  [/pods? ".*" not found|pod does not exist/i, 'PodNotFound'],
]

function codeOfMessage(message: string): ExecErrorCode | undefined {
  return messages.find(([pattern]) => pattern.test(message))?.[1]
}

/** What a refused or broken upgrade means. Anything that isn't one is given back as it is. */
export function toExecError(error: unknown, target: ExecTarget): unknown {
  if (isConnectionError(error))
    return new ExecError(`The connection for a command in ${describe(target)} could not be made: ${error.message}`, {
      code: 'ConnectionLost',
      cause: error,
    })
  if (!isKubernetesError(error)) return error
  const code: ExecErrorCode =
    error.status === 401 || error.status === 403
      ? 'Forbidden'
      : (codeOfMessage(error.message) ?? (error.status === 404 ? 'PodNotFound' : 'Failed'))
  return new ExecError(`No command can be run in ${describe(target)}: ${error.message}`, { code, cause: error })
}

/** The error that a `Status` of the error channel stands for; none for the end of a command, whatever its exit code. */
export function statusToExecError(status: ExecStatus, target: ExecTarget): ExecError | undefined {
  if (status.status === 'Success' || status.reason === 'NonZeroExitCode') return undefined
  const message = status.message ?? status.reason ?? 'no reason was given'
  return new ExecError(`The command could not be run in ${describe(target)}: ${message}`, {
    code: codeOfMessage(message) ?? 'Failed',
  })
}

export function describe({ pod, container }: ExecTarget): string {
  return container ? `container "${container}" of pod "${pod}"` : `pod "${pod}"`
}
