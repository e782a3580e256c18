import {
  isConnectionError,
  isExecError,
  isKubernetesError,
  isNamespaceError,
  type ConnectionError,
  type ExecError,
  type NamespaceError,
} from '@catalyst/kubernetes-client'
import type { ProblemCode } from '@catalyst/api'
import { HTTPException } from 'hono/http-exception'
import { ZodError } from 'zod'
import { issuesOf } from './issuesOf.ts'
import { kubernetesProblem } from './kubernetesProblem.ts'
import { isProblemError, ProblemError } from './ProblemError.ts'

const unreachable =
  'The cluster does not answer: its API server is down, or the way to it is. What was shown may be out of date; try again in a moment.'
const unusable =
  'The credential that this server has for the cluster can not be used. Whoever runs the server finds the reason in its log.'
const unexpected = 'Something failed inside the server. Its log has the details under the id in "instance".'

/** The one problem that any thrown value is to the caller; what isn't known is a SERVER_ERROR that tells nothing of its inside. */
export function toProblemError(error: unknown): ProblemError {
  if (isProblemError(error)) return error
  if (isKubernetesError(error)) return kubernetesProblem(error)
  if (isConnectionError(error)) return connectionProblem(error)
  if (isNamespaceError(error)) return namespaceProblem(error)
  if (isExecError(error)) return execProblem(error)
  if (error instanceof ZodError) return invalidInput(error)
  if (error instanceof HTTPException) return httpProblem(error)
  return new ProblemError('SERVER_ERROR', unexpected, { cause: error })
}

/** A request that its schema refuses. */
export function invalidInput(error: ZodError): ProblemError {
  const issues = issuesOf(error)
  const [first] = issues
  const where = first?.path ? `${first.path}: ` : ''
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : ''
  return new ProblemError('INVALID_INPUT', `${where}${first?.message ?? 'The request is not valid.'}${more}`, {
    issues,
  })
}

/** The error's own text names addresses, so it stays here. */
function connectionProblem(error: ConnectionError): ProblemError {
  const options = { cause: error }
  switch (error.reason) {
    case 'NotConfigured':
      return new ProblemError('NOT_FOUND', 'No cluster is configured.', { ...options, missing: 'cluster' })
    case 'UnknownCluster':
      return new ProblemError('NOT_FOUND', 'No cluster of this name is configured.', { ...options, missing: 'cluster' })
    case 'InvalidConfiguration':
    case 'CredentialsUnavailable':
      return new ProblemError('UPSTREAM_UNAVAILABLE', unusable, options)
    default:
      return new ProblemError('UPSTREAM_UNAVAILABLE', unreachable, options)
  }
}

function namespaceProblem(error: NamespaceError): ProblemError {
  const options = { cause: error }
  switch (error.code) {
    case 'SystemNamespace':
      return new ProblemError('INVALID_INPUT', error.message, {
        ...options,
        issues: [{ path: 'metadata.namespace', message: error.message }],
      })
    case 'OwnedByAnother':
      return new ProblemError('CONFLICT', error.message, { ...options, reason: 'NamespaceTaken' })
    case 'Terminating':
      return new ProblemError('CONFLICT', error.message, { ...options, reason: 'NamespaceTerminating' })
  }
}

const execCodes: Record<ExecError['code'], ProblemCode> = {
  PodNotFound: 'NOT_FOUND',
  ContainerNotFound: 'NOT_FOUND',
  NotRunning: 'CONFLICT',
  CommandNotFound: 'INVALID_INPUT',
  Forbidden: 'FORBIDDEN',
  ConnectionLost: 'UPSTREAM_UNAVAILABLE',
  TimedOut: 'UPSTREAM_UNAVAILABLE',
  Failed: 'UPSTREAM_UNAVAILABLE',
}

function execProblem(error: ExecError): ProblemError {
  const code = execCodes[error.code]
  return new ProblemError(code, error.message, {
    cause: error,
    reason: error.code,
    missing: code === 'NOT_FOUND' ? 'resource' : undefined,
  })
}

/** What Hono and its validators throw by themselves. */
function httpProblem(error: HTTPException): ProblemError {
  const options = { cause: error }
  switch (error.status) {
    case 400:
      return new ProblemError('INVALID_INPUT', error.message || 'The request is not valid.', options)
    case 413:
      return new ProblemError('PAYLOAD_TOO_LARGE', 'The body of the request is too large.', options)
    case 415:
      return new ProblemError(
        'UNSUPPORTED_MEDIA_TYPE',
        'The content type of the request is not understood here.',
        options,
      )
    default:
      return new ProblemError('SERVER_ERROR', unexpected, options)
  }
}
