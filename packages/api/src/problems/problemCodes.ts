/**
 * Every error code that the proxy answers with, and the one HTTP status of each.
 * The shape that carries them is `application/problem+json` (RFC 9457).
 */
export const problemStatus = {
  INVALID_INPUT: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  CONFLICT: 409,
  GONE: 410,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  UPGRADE_REQUIRED: 426,
  RATE_LIMITED: 429,
  SERVER_ERROR: 500,
  NOT_IMPLEMENTED: 501,
  UPSTREAM_UNAVAILABLE: 503,
} as const

export type ProblemCode = keyof typeof problemStatus

export const problemCodes = Object.keys(problemStatus) as readonly ProblemCode[]

/** Why a CONFLICT was answered; the last two arrive from Kubernetes as 403. */
export const conflictReasons = ['AlreadyExists', 'Conflict', 'QuotaExceeded', 'NamespaceTerminating'] as const
export type ConflictReason = (typeof conflictReasons)[number]

/** What a NOT_FOUND is about: the object, its namespace, the cluster's name, or the resource type (its CRD is not installed). */
export const missingThings = ['resource', 'namespace', 'cluster', 'type'] as const
export type MissingThing = (typeof missingThings)[number]
