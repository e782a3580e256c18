import type { DeploymentResult } from '@catalyst/operator/deployment'
import { explainError } from '../cluster/explainError.ts'
import { DeployError } from '../DeployError.ts'

/** The result that tells of a failure. What is no DeployError is a fault of ours: its text stays in the log. */
export function toResult(error: unknown): DeploymentResult {
  const explained = explainError(error)
  if (explained instanceof DeployError) {
    const { reason, message, retry } = explained
    return { ok: false, reason, message, ...(retry && { retry }) }
  }
  const message =
    'The deployer failed in a way that it was not made for. The log of its pod says more; please report it.'
  return { ok: false, reason: 'DeployerFailed', message }
}
