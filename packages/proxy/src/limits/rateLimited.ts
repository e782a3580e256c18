import { ProblemError } from '../problems/ProblemError.ts'
import type { ProxyLimits } from './ProxyLimits.ts'

type Refusing =
  'requestsPerMinute' | 'failedSignInsPerMinute' | 'streamsPerIdentity' | 'streams' | 'shellsPerIdentity' | 'shells'

const details: Record<Refusing, (limit: number) => string> = {
  requestsPerMinute: (limit) => `You have asked more often than ${limit} times a minute. Ask again in a moment.`,
  failedSignInsPerMinute: (limit) =>
    `More than ${limit} sign-ins a minute have failed from this address. Try again in a moment.`,
  streamsPerIdentity: (limit) =>
    `You have ${limit} streams open, the most that one may have. Close one, such as an unused tab.`,
  streams: (limit) => `${limit} streams are open, the most that this server has. Try again in a moment.`,
  shellsPerIdentity: (limit) => `You have ${limit} shells open, the most that one may have. Close one first.`,
  shells: (limit) => `${limit} shells are open, the most that this server has. Try again in a moment.`,
}

/** The answer to whoever asks too much: `reason` is the name of the limit, as in the configuration. */
export function rateLimited(limit: keyof ProxyLimits, value: number, retryAfterSeconds: number): ProblemError {
  const detail =
    limit in details ? details[limit as Refusing](value) : 'That is more than this server gives. Try again later.'
  return new ProblemError('RATE_LIMITED', detail, { reason: limit, retryAfterSeconds })
}
