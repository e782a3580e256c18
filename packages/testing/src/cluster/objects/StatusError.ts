import type { FieldError } from './FieldError.ts'
import type { Status, StatusCause, StatusDetails } from './Status.ts'

/** A request was refused; the status is what its caller gets. */
export class StatusError extends Error {
  override readonly name = 'StatusError'
  readonly status: Status & { code: number }

  constructor(status: Status & { code: number }) {
    super(status.message ?? status.reason ?? `HTTP ${status.code}`)
    this.status = status
  }
}

/** A resource as errors name it: `pods`, or `deployments.apps`. A `ResourceType` is one. */
export interface NamedResource {
  readonly group: string
  readonly plural: string
}

/** A kind as errors name it: `Pod`, or `Deployment.apps`. A `ResourceType` is one. */
export interface NamedKind {
  readonly group: string
  readonly kind: string
}

export interface StatusOptions {
  code: number
  reason: string
  details?: StatusDetails | undefined
}

/** A refusal that no helper below is for. */
export function statusError(message: string, { code, reason, details }: StatusOptions): StatusError {
  const status = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason } as const
  return new StatusError({ ...status, ...(details && { details }), code })
}

export function notFound(resource: NamedResource, name: string): StatusError {
  const details = detailsOf(resource, name)
  return statusError(`${qualify(resource)} "${name}" not found`, { code: 404, reason: 'NotFound', details })
}

export function alreadyExists(resource: NamedResource, name: string): StatusError {
  const details = detailsOf(resource, name)
  return statusError(`${qualify(resource)} "${name}" already exists`, { code: 409, reason: 'AlreadyExists', details })
}

/** @param message by default that the object has changed since it was read */
export function conflict(
  resource: NamedResource,
  name: string,
  message = 'the object has been modified; please apply your changes to the latest version and try again',
): StatusError {
  const text = `Operation cannot be fulfilled on ${qualify(resource)} "${name}": ${message}`
  return statusError(text, { code: 409, reason: 'Conflict', details: detailsOf(resource, name) })
}

/** Server-side apply met fields of other managers. */
export function applyConflict(causes: readonly StatusCause[], message: string): StatusError {
  return statusError(message, { code: 409, reason: 'Conflict', details: { causes: [...causes] } })
}

export function invalid(kind: NamedKind, name: string, errors: readonly FieldError[]): StatusError {
  const lines = errors.map(({ field, message }) => `${field}: ${message}`)
  // As utilerrors.Aggregate writes them: equal ones once, several in brackets.
  const unique = [...new Set(lines)]
  const text = unique.length === 1 ? unique[0] : `[${unique.join(', ')}]`
  const causes = errors.map(({ type, field, message }) => ({ reason: type, message, field }))
  const { group, kind: kindName } = kind
  const details = { ...(name && { name }), ...(group && { group }), ...(kindName && { kind: kindName }), causes }
  const qualified = kind.group === '' ? kind.kind : `${kind.kind}.${kind.group}`
  return statusError(`${qualified} "${name}" is invalid: ${text}`, { code: 422, reason: 'Invalid', details })
}

/** @param name '' when the request names no object */
export function forbidden(resource: NamedResource, name: string, message: string): StatusError {
  const subject = name === '' ? qualify(resource) : `${qualify(resource)} "${name}"`
  const details = detailsOf(resource, name)
  return statusError(`${subject} is forbidden: ${message}`, { code: 403, reason: 'Forbidden', details })
}

export function badRequest(message: string): StatusError {
  return statusError(message, { code: 400, reason: 'BadRequest' })
}

export function unauthorized(): StatusError {
  return statusError('Unauthorized', { code: 401, reason: 'Unauthorized' })
}

/** A resourceVersion or a continue token from before the history that is kept. */
export function expired(message: string): StatusError {
  return statusError(message, { code: 410, reason: 'Expired' })
}

export function methodNotAllowed(message = 'the server does not allow this method on the requested resource') {
  return statusError(message, { code: 405, reason: 'MethodNotAllowed', details: {} })
}

export function unsupportedMediaType(message: string, details?: StatusDetails): StatusError {
  return statusError(message, { code: 415, reason: 'UnsupportedMediaType', details })
}

export function internalError(message: string): StatusError {
  const details = { causes: [{ message }] }
  return statusError(`Internal error occurred: ${message}`, { code: 500, reason: 'InternalError', details })
}

/** A part of Kubernetes that this cluster does not have. */
export function notImplemented(message: string): StatusError {
  return statusError(message, { code: 501, reason: 'NotImplemented' })
}

function qualify({ group, plural }: NamedResource): string {
  return group === '' ? plural : `${plural}.${group}`
}

function detailsOf({ group, plural }: NamedResource, name: string): StatusDetails {
  return { ...(name && { name }), ...(group && { group }), kind: plural }
}

export function isNotFoundError(error: unknown): boolean {
  return error instanceof StatusError && error.status.code === 404
}
