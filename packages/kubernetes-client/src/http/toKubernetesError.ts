import type { IncomingHttpHeaders } from 'node:http'
import { KubernetesError, type StatusDetails } from '../errors/KubernetesError.ts'

interface Answer {
  status: number
  /** What that status is called, `Not Found`. */
  statusText: string
  headers: IncomingHttpHeaders
  /** The whole body, or nothing where it was too large. */
  body: Buffer | undefined
  method: string
  path: string
}

interface Status {
  kind: 'Status'
  message?: string
  reason?: string
  details?: StatusDetails
}

const reasons: Record<number, string> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  406: 'NotAcceptable',
  409: 'Conflict',
  410: 'Gone',
  413: 'RequestEntityTooLarge',
  415: 'UnsupportedMediaType',
  422: 'Invalid',
  429: 'TooManyRequests',
  500: 'InternalError',
  503: 'ServiceUnavailable',
  504: 'Timeout',
}

/**
 * What an answer with an error status means. The message is that of the `Status` in its body; a body that is something else
 * may come from anywhere on the way, so nothing of it is repeated.
 */
export function toKubernetesError({ status, statusText, headers, body, method, path }: Answer): KubernetesError {
  const parsed = parseStatus(body)
  return new KubernetesError(parsed?.message || plainMessage({ status, statusText, what: `${method} ${path}` }), {
    status,
    reason: parsed?.reason || reasons[status] || (status < 400 ? 'Redirect' : 'Unknown'),
    details: withRetryAfter(parsed?.details, headers['retry-after']),
  })
}

function plainMessage({ status, statusText, what }: { status: number; statusText: string; what: string }): string {
  if (status < 400) return `The API server answered ${what} with a redirect (${status}), which is not followed.`
  return `The API server answered ${what} with ${status} ${statusText}`.trimEnd() + '.'
}

/** What answers may be no API server, so nothing of a Status is taken for what it should be. */
function parseStatus(body: Buffer | undefined): Pick<Status, 'message' | 'reason' | 'details'> | undefined {
  try {
    const value: unknown = JSON.parse(body?.toString() ?? '')
    if (!isRecord(value) || value['kind'] !== 'Status') return undefined
    const { message, reason, details } = value
    return {
      ...(typeof message === 'string' && { message }),
      ...(typeof reason === 'string' && { reason }),
      ...(isRecord(details) && { details: withoutBadDelay(details) }),
    }
  } catch {
    // Proxies and the API server itself also answer in plain text or HTML.
    return undefined
  }
}

function withoutBadDelay(details: Record<string, unknown>): StatusDetails {
  const { retryAfterSeconds, ...others } = details
  const isDelay = typeof retryAfterSeconds === 'number' && Number.isFinite(retryAfterSeconds) && retryAfterSeconds >= 0
  return { ...others, ...(isDelay && { retryAfterSeconds }) }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Seconds alone: a date, which RFC 9110 (10.2.3) allows too, is none that an API server sends. */
function withRetryAfter(details: StatusDetails | undefined, header: string | undefined): StatusDetails | undefined {
  if (details?.retryAfterSeconds !== undefined || header === undefined || !/^\d{1,9}$/.test(header)) return details
  return { ...details, retryAfterSeconds: Number(header) }
}
