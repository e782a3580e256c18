import type { Problem } from '@catalyst/api'
import { type ProblemCode, problemStatus } from '@catalyst/api/problems'
import { CatalystError } from './CatalystError.ts'

/** Turns an answer with an error status into an error; one without a problem body (a gateway's) gets one of its own. */
export async function readProblem(response: Response): Promise<CatalystError> {
  const text = await response.text().catch(() => '')
  const retryAfter = response.headers.get('retry-after') ?? ''
  return new CatalystError(parseProblem(text) ?? problemOfStatus(response), {
    // Seconds alone; a date is what a gateway may send.
    retryAfterSeconds: /^\d{1,9}$/.test(retryAfter) ? Number(retryAfter) : undefined,
  })
}

function parseProblem(text: string): Problem | undefined {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return undefined
    if (!('code' in value) || typeof value.code !== 'string' || !Object.hasOwn(problemStatus, value.code))
      return undefined
    // What people are shown is text, whatever stands between this page and the proxy.
    return 'detail' in value && typeof value.detail === 'string' ? (value as Problem) : undefined
  } catch {
    return undefined // A gateway's page in HTML.
  }
}

function problemOfStatus({ status, statusText, url }: Response): Problem {
  const code = codeOfStatus(status)
  const title = statusText || `HTTP ${status}`
  return {
    type: 'about:blank',
    title,
    status,
    code,
    detail: `Something between this page and the Catalyst proxy answered ${status} ${statusText}`.trimEnd() + '.',
    instance: pathOf(url),
  }
}

function codeOfStatus(status: number): ProblemCode {
  const exact = (Object.keys(problemStatus) as ProblemCode[]).find((code) => problemStatus[code] === status)
  if (exact !== undefined) return exact
  // 502 and 504 are how gateways say that the proxy itself is away.
  if (status === 502 || status === 504) return 'UPSTREAM_UNAVAILABLE'
  return status >= 500 ? 'SERVER_ERROR' : 'INVALID_INPUT'
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url
}
