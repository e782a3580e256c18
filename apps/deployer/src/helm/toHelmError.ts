import { DeployError } from '../DeployError.ts'
import type { RemovalTask } from '../Deployment.ts'
import { explainHelm } from './explainHelm.ts'
import { hideValues } from './hideValues.ts'

/** Longest message of a failure, in characters. */
const maxLength = 1200

/** The failure that Helm tells of, without paths of this machine and without values that may be secret. */
export function toHelmError(said: string, { order, scratch }: Pick<RemovalTask, 'order' | 'scratch'>): DeployError {
  const { reason, message, retry } = explainHelm(said)
  const hidden = hideValues(message.replaceAll(`${scratch}/files/`, '').replaceAll(scratch, ''), order.values ?? {})
  const short = hidden.length > maxLength ? `${hidden.slice(0, maxLength - 1)}…` : hidden
  return new DeployError(short, { reason, retry })
}
