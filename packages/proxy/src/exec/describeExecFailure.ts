import type { ExecStatus } from '@catalyst/api'
import { isConnectionError, isExecError } from '@catalyst/kubernetes-client'
import { ProblemError, type ProblemErrorOptions } from '../problems/ProblemError.ts'
import { toProblemError } from '../problems/toProblemError.ts'

/** What an error of the exec client is to the caller of a route. */
export function toExecProblem(error: unknown): ProblemError {
  if (!isExecError(error)) return toProblemError(error)
  const options: ProblemErrorOptions = { reason: error.code, cause: error }
  switch (error.code) {
    case 'PodNotFound':
    case 'ContainerNotFound':
      return new ProblemError('NOT_FOUND', error.message, { ...options, missing: 'resource' })
    case 'NotRunning':
      return new ProblemError('CONFLICT', error.message, options)
    case 'CommandNotFound':
      return new ProblemError('INVALID_INPUT', error.message, options)
    case 'Forbidden':
      return new ProblemError('FORBIDDEN', error.message, options)
    case 'ConnectionLost': {
      // The words of a connection that was never made name the address of the API server.
      const message = isConnectionError(error.cause) ? toProblemError(error.cause).message : error.message
      return new ProblemError('UPSTREAM_UNAVAILABLE', message, options)
    }
    // Not "unavailable", which clients take as leave to try again: the command may have done half its work.
    case 'TimedOut':
    case 'Failed':
      return new ProblemError('SERVER_ERROR', error.message, options)
  }
}

/** What it is to a client whose socket is open already: the `Status` of channel 3. */
export function toExecStatus(error: unknown): ExecStatus {
  const { code, message, options } = toExecProblem(error)
  return { status: 'Failure', reason: options.reason ?? code, message }
}
