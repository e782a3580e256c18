import type { Problem } from '@catalyst/api'
import { isCatalystError, isNetworkError } from '@catalyst/sdk'

/** What is the matter, as far as a reader has to tell it apart. */
export type ProblemKind =
  | 'forbidden'
  | 'unauthorized'
  | 'type-missing'
  | 'cluster-missing'
  | 'namespace-missing'
  | 'not-found'
  | 'conflict'
  | 'invalid'
  | 'rate-limited'
  | 'cluster-unreachable'
  | 'proxy-unreachable'
  | 'unknown'

/** The problem that an error carries. */
export function problemOf(error: unknown): Problem | undefined {
  if (isCatalystError(error)) return error.problem
  if (typeof error === 'object' && error !== null && 'code' in error && 'status' in error && 'title' in error) {
    return error as Problem
  }
  return undefined
}

/** Tells the kind of an error or a problem. */
export function problemKind(error: unknown): ProblemKind {
  if (isNetworkError(error)) return 'proxy-unreachable'
  const problem = problemOf(error)
  switch (problem?.code) {
    case 'FORBIDDEN':
      return 'forbidden'
    case 'UNAUTHORIZED':
      return 'unauthorized'
    case 'NOT_FOUND':
      return notFoundKind(problem.missing)
    case 'CONFLICT':
      return 'conflict'
    case 'INVALID_INPUT':
      return 'invalid'
    case 'RATE_LIMITED':
      return 'rate-limited'
    case 'UPSTREAM_UNAVAILABLE':
      return 'cluster-unreachable'
    default:
      return 'unknown'
  }
}

function notFoundKind(missing: Problem['missing']): ProblemKind {
  if (missing === 'type') return 'type-missing'
  if (missing === 'cluster') return 'cluster-missing'
  return missing === 'namespace' ? 'namespace-missing' : 'not-found'
}
