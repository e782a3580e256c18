import { isConnectionError, isKubernetesError } from '@catalyst/kubernetes-client'
import { DeployError } from '../DeployError.ts'

/** A failure of the API server, or of the way to it, whatever was asked of it. Anything else is given back as it is. */
export function explainError(error: unknown): unknown {
  if (isConnectionError(error)) {
    const retry = error.reason === 'Unreachable' || error.reason === 'TimedOut'
    return new DeployError(`The API server can not be used: ${error.message}`, {
      reason: 'ClusterUnreachable',
      retry,
      cause: error,
    })
  }
  if (!isKubernetesError(error)) return error
  const { status, message } = error
  if (status === 401 || status === 403) {
    const text = `The account of the deployment may not do what it has to: ${message}`
    return new DeployError(text, { reason: 'Forbidden', cause: error })
  }
  if (status !== 429 && status < 500) return error
  return new DeployError(`The API server failed: ${message}`, {
    reason: 'ClusterUnreachable',
    retry: true,
    cause: error,
  })
}
