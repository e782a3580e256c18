import type { ProblemCode } from '@catalyst/api'

/** The title of each code: the same for every occurrence (RFC 9457, 3.1.3). */
export const problemTitles: Record<ProblemCode, string> = {
  INVALID_INPUT: 'The request is not valid',
  UNAUTHORIZED: 'Nobody is signed in',
  FORBIDDEN: 'Not allowed',
  NOT_FOUND: 'Not found',
  METHOD_NOT_ALLOWED: 'This method does not work here',
  CONFLICT: 'In conflict with the present state',
  GONE: 'No longer there',
  PAYLOAD_TOO_LARGE: 'The request is too large',
  UNSUPPORTED_MEDIA_TYPE: 'This content type is not understood here',
  UPGRADE_REQUIRED: 'Needs a WebSocket',
  RATE_LIMITED: 'Too many requests',
  SERVER_ERROR: 'The server failed',
  NOT_IMPLEMENTED: 'Not available on this server',
  UPSTREAM_UNAVAILABLE: 'The cluster does not answer',
}
