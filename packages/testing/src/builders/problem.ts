import { problemStatus, type Problem, type ProblemCode } from '@catalyst/api'

const titles: Record<ProblemCode, string> = {
  INVALID_INPUT: 'The request is not valid',
  UNAUTHORIZED: 'You are not signed in',
  FORBIDDEN: 'You may not do this',
  NOT_FOUND: 'Not found',
  METHOD_NOT_ALLOWED: 'Method not allowed',
  CONFLICT: 'Conflict',
  GONE: 'Gone',
  PAYLOAD_TOO_LARGE: 'Too large',
  UNSUPPORTED_MEDIA_TYPE: 'Unsupported media type',
  UPGRADE_REQUIRED: 'Upgrade required',
  RATE_LIMITED: 'Too many requests',
  SERVER_ERROR: 'Internal error',
  NOT_IMPLEMENTED: 'Not implemented',
  UPSTREAM_UNAVAILABLE: 'The cluster does not answer',
}

/** A problem as the proxy answers it (RFC 9457), with the status of its code. */
export function problem(code: ProblemCode, options: Partial<Omit<Problem, 'code' | 'status'>> = {}): Problem {
  return {
    type: `https://catalyst.dev/problems/${code.toLowerCase().replaceAll('_', '-')}`,
    title: titles[code],
    status: problemStatus[code],
    detail: titles[code],
    instance: '/api/v1',
    code,
    ...options,
  }
}
