import type { ExecStatus } from '@catalyst/api'

/** Why a session ended that its command did not end itself. The reasons are Catalyst's own, in Kubernetes' form. */
export type SessionEndReason =
  | 'Expired'
  | 'Forbidden'
  | 'Unauthorized'
  | 'ConnectionLost'
  | 'CommandNotFound'
  | 'RateLimited'
  | 'Replaced'
  | 'ShuttingDown'

export function failureStatus(reason: SessionEndReason, message: string): ExecStatus {
  return { status: 'Failure', reason, message }
}

export const expiredStatus = failureStatus(
  'Expired',
  'The session is not here: it was away for more than a minute, its output went past what is kept, the server was restarted, or another replica of it answered, since a session lives in the one that opened it. Open a new one.',
)

export const shutdownStatus = failureStatus(
  'ShuttingDown',
  'The server is shutting down and ended the session. Open a new one in a moment.',
)
