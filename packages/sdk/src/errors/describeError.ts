import { isCatalystError } from './CatalystError.ts'
import { isNetworkError } from './NetworkError.ts'

/** One sentence about an error for people to read. Holds no header, token or URL. */
export function describeError(error: unknown): string {
  if (isCatalystError(error)) return error.problem.detail || error.problem.title
  if (isNetworkError(error)) return error.message
  return error instanceof Error ? error.message : 'Something unexpected was thrown.'
}
