import type { ProblemIssue } from '@catalyst/api'
import { isTypeMissing, type KubernetesError } from '@catalyst/kubernetes-client'
import { policyRefusal } from './policyRefusal.ts'
import { ProblemError, type ProblemErrorOptions } from './ProblemError.ts'

const refusedCredential =
  'The cluster refused the credential that this server has for it, so nothing can be read or changed. ' +
  'Whoever runs the server has to renew it.'
const typeMissing =
  'The cluster does not know objects of this type: their CustomResourceDefinition is not installed. Whoever runs the cluster has to install it.'
const failedUpstream = 'The cluster could not serve the request. Try again in a moment.'

/** The problem that an error answer of the API server means to the caller. Only what the API server says of the caller's own request is passed on. */
export function kubernetesProblem(error: KubernetesError): ProblemError {
  const options: ProblemErrorOptions = { cause: error }
  switch (error.status) {
    case 400:
      return new ProblemError('INVALID_INPUT', error.message, options)
    case 401:
      // It is the server's credential that failed, never the caller's.
      return new ProblemError('UPSTREAM_UNAVAILABLE', refusedCredential, options)
    case 403:
      return forbiddenProblem(error)
    case 404:
      return notFoundProblem(error)
    case 405:
      return new ProblemError('METHOD_NOT_ALLOWED', error.message, options)
    case 409:
      return new ProblemError('CONFLICT', error.message, {
        ...options,
        reason: error.reason === 'AlreadyExists' ? 'AlreadyExists' : 'Conflict',
      })
    case 410:
      return new ProblemError('GONE', error.message, { ...options, reason: error.reason })
    case 413:
      return new ProblemError('PAYLOAD_TOO_LARGE', error.message, options)
    case 415:
      return new ProblemError('UNSUPPORTED_MEDIA_TYPE', error.message, options)
    case 422:
      return new ProblemError('INVALID_INPUT', error.message, { ...options, issues: causesOf(error) })
    case 429:
      return new ProblemError('RATE_LIMITED', failedUpstream, {
        ...options,
        retryAfterSeconds: error.details?.retryAfterSeconds ?? 1,
      })
    default:
      return new ProblemError('UPSTREAM_UNAVAILABLE', failedUpstream, options)
  }
}

const refusedImpersonation =
  'The cluster does not let this server act for you, or for one of your groups. Whoever runs the server has to let its ' +
  'role impersonate them, or leave your other groups out (impersonation.groups).'

/** Two conflicts arrive from admission as 403, although the caller's rights have no part in them. */
function forbiddenProblem(error: KubernetesError): ProblemError {
  // The API server's own words name the server's account.
  if (/ cannot impersonate resource /.test(error.message)) {
    return new ProblemError('FORBIDDEN', refusedImpersonation, { cause: error })
  }
  const policy = policyRefusal(error.message)
  if (policy !== undefined) {
    const issues = policy.issues.length > 0 ? policy.issues : undefined
    return new ProblemError('FORBIDDEN', policy.detail, { cause: error, issues })
  }
  const reason = conflictBehindForbidden(error)
  return reason === undefined
    ? new ProblemError('FORBIDDEN', error.message, { cause: error })
    : new ProblemError('CONFLICT', error.message, { cause: error, reason })
}

function conflictBehindForbidden(error: KubernetesError): 'NamespaceTerminating' | 'QuotaExceeded' | undefined {
  if (error.details?.causes?.some((cause) => cause.reason === 'NamespaceTerminating')) return 'NamespaceTerminating'
  // The quota plugin gives no cause, only its sentence: `… is forbidden: exceeded quota: <name>, requested: …`.
  return /\bis forbidden: exceeded quota: /.test(error.message) ? 'QuotaExceeded' : undefined
}

/** For a type that it doesn't know the API server only has the path to say, which is of our making. */
function notFoundProblem(error: KubernetesError): ProblemError {
  const missing = missingThing(error)
  const detail = missing === 'type' ? typeMissing : error.message
  return new ProblemError('NOT_FOUND', detail, { cause: error, missing })
}

function missingThing(error: KubernetesError): 'namespace' | 'type' | 'resource' {
  const isMissingType: boolean = isTypeMissing(error)
  if (isMissingType) return 'type'
  return error.details?.kind === 'namespaces' ? 'namespace' : 'resource'
}

function causesOf(error: KubernetesError): ProblemIssue[] {
  return (error.details?.causes ?? []).map((cause) => ({ path: cause.field ?? '', message: cause.message ?? '' }))
}
