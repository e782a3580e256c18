import type { Problem } from '@catalyst/api'
import type { Context } from 'hono'
import type { ProxyEnv } from '../ProxyContext.ts'
import type { ProblemError } from './ProblemError.ts'
import { problemTitles } from './problemTitles.ts'
import { toProblemError } from './toProblemError.ts'

const maxDetailLength = 4096

/** The body of an error answer, RFC 9457. */
export function problemBody(error: ProblemError, requestId: string): Problem {
  const { reason, issues, missing, lastSeen } = error.options
  return {
    type: `https://catalyst.dev/problems/${error.code.toLowerCase().replaceAll('_', '-')}`,
    title: problemTitles[error.code],
    status: error.status,
    detail: error.message.slice(0, maxDetailLength),
    instance: `urn:uuid:${requestId}`,
    code: error.code,
    ...(reason !== undefined && { reason }),
    ...(issues !== undefined && { issues: [...issues] }),
    ...(missing !== undefined && { missing }),
    ...(lastSeen !== undefined && { lastSeen }),
  }
}

/** Answers any thrown value as `application/problem+json`. */
export function toProblem(error: unknown, c: Context<ProxyEnv>): Response {
  const problem = toProblemError(error)
  const { retryAfterSeconds, headers } = problem.options
  return c.body(JSON.stringify(problemBody(problem, c.get('requestId'))), problem.status, {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    ...(retryAfterSeconds !== undefined && { 'retry-after': String(retryAfterSeconds) }),
    ...headers,
  })
}
