import type { ConnectionError } from './ConnectionError.ts'
import type { ExecError } from './ExecError.ts'
import type { KubernetesError } from './KubernetesError.ts'
import type { NamespaceError } from './NamespaceError.ts'
import type { WatchError } from './WatchError.ts'

// By name and not by `instanceof`: an application may hold two copies of this package, such as ESM and CommonJS.
function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name
}

export function isKubernetesError(error: unknown): error is KubernetesError {
  return isNamed(error, 'KubernetesError')
}

export function isConnectionError(error: unknown): error is ConnectionError {
  return isNamed(error, 'ConnectionError')
}

export function isExecError(error: unknown): error is ExecError {
  return isNamed(error, 'ExecError')
}

export function isWatchError(error: unknown): error is WatchError {
  return isNamed(error, 'WatchError')
}

export function isNamespaceError(error: unknown): error is NamespaceError {
  return isNamed(error, 'NamespaceError')
}

function hasStatus(error: unknown, status: number): error is KubernetesError {
  return isKubernetesError(error) && error.status === status
}

/** The API server does not know the credential, or no longer. */
export function isUnauthorized(error: unknown): error is KubernetesError {
  return hasStatus(error, 401)
}

/** Not allowed; or refused by admission, see `details.causes`. */
export function isForbidden(error: unknown): error is KubernetesError {
  return hasStatus(error, 403)
}

/** There is no such object, or no such type: {@link isTypeMissing} tells them apart. */
export function isNotFound(error: unknown): error is KubernetesError {
  return hasStatus(error, 404)
}

/** The API server has no such type: its CRD, or the server behind its API group, isn't installed. */
export function isTypeMissing(error: unknown): error is KubernetesError {
  // The answer to an unknown path names no object, in a `Status` or in plain text.
  return isNotFound(error) && error.details?.name === undefined && error.details?.kind === undefined
}

/** Creating failed because an object of that name exists. */
export function isAlreadyExists(error: unknown): error is KubernetesError {
  return hasStatus(error, 409) && error.reason === 'AlreadyExists'
}

/** The object was changed by somebody else in between, or its state forbids the change. */
export function isConflict(error: unknown): error is KubernetesError {
  return hasStatus(error, 409) && error.reason !== 'AlreadyExists'
}

/** The resourceVersion or the page token is too old: list anew. */
export function isGone(error: unknown): error is KubernetesError | WatchError {
  return hasStatus(error, 410) || (isWatchError(error) && error.status === 410)
}

/** The object, as sent, breaks a rule of its type; `details.causes` names the fields. */
export function isInvalid(error: unknown): error is KubernetesError {
  return hasStatus(error, 422)
}
