import { ProblemError } from '../../problems/ProblemError.ts'

/** What is answered while the provider can't be asked. The reason is for the log. */
export function providerSilent(issuer: string, reason: unknown): ProblemError {
  return new ProblemError(
    'UPSTREAM_UNAVAILABLE',
    `The identity provider ${issuer} does not answer as one should, so nobody can be signed in now. Try again in a moment.`,
    { cause: new Error(wordsOf(reason).join(': ')), retryAfterSeconds: 5 },
  )
}

/** Messages alone: what else such errors carry are answers of the provider, and those can hold tokens. */
function wordsOf(reason: unknown): string[] {
  if (!(reason instanceof Error)) return []
  const code = 'code' in reason && typeof reason.code === 'string' ? ` (${reason.code})` : ''
  return [`${reason.message}${code}`, ...wordsOf(reason.cause)]
}
