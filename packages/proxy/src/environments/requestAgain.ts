import { phaseOf, type Environment } from '@catalyst/api'
import type { Caller, ObjectRef } from '../objects/Caller.ts'
import { ProblemError } from '../problems/ProblemError.ts'
import type { RestContext } from '../RestContext.ts'

/** What may be asked for again: a deployment, or the dev command. */
export type RequestField = 'retryRequest' | 'restartRequest'

const retryable = new Set(['Failed', 'Degraded'])
/** With this reason the operator says that it would not serve another request. */
const attemptsUsedUp = 'AttemptsUsedUp'
const wishes = { retryRequest: 'deployed again', restartRequest: 'restarted' } as const

/**
 * Asks the operator for another try by a new value of a spec field. It is written on the very version whose phase was
 * judged, so that nobody restarts what has just recovered.
 */
export async function requestAgain(
  { environments }: Pick<RestContext, 'environments'>,
  caller: Caller,
  { ref, field }: { ref: ObjectRef; field: RequestField },
): Promise<{ environment: Environment; request: string }> {
  const before = await environments.getFresh(caller, ref)
  const phase = phaseOf(before)
  if (!retryable.has(phase)) {
    throw new ProblemError(
      'CONFLICT',
      `This environment is ${phase}; only one that is Failed or Degraded can be ${wishes[field]}.`,
      {
        reason: 'Conflict',
      },
    )
  }
  const used = before.status?.conditions?.find(({ type, reason }) => type === 'Retrying' && reason === attemptsUsedUp)
  if (field === 'retryRequest' && used !== undefined)
    throw new ProblemError('CONFLICT', used.message, { reason: attemptsUsedUp })
  const request = crypto.randomUUID()
  const { resourceVersion } = before.metadata
  const environment = await environments.patch(caller, ref, {
    metadata: { resourceVersion },
    spec: { [field]: request },
  })
  return { environment, request }
}
