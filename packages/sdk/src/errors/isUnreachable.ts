import { type CatalystError, isCatalystError } from './CatalystError.ts'
import { isNetworkError, type NetworkError } from './NetworkError.ts'

/** Whether the answer is missing and may come later: the proxy is away (NetworkError), or it can't reach the cluster (CatalystError). */
export function isUnreachable(error: unknown): error is CatalystError | NetworkError {
  return isNetworkError(error) || isCatalystError(error, 'UPSTREAM_UNAVAILABLE')
}
