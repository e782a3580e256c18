import type { Environment } from '@catalyst/api'
import { annotations } from '@catalyst/api/labels'
import { phaseOf } from '@catalyst/api/phases'

export type EnvironmentAction = 'retry' | 'restart' | 'delete' | 'force'

export interface OfferedActions {
  /** What can be done as it is now, the most helpful first. */
  actions: readonly EnvironmentAction[]
  /** What was asked for and is not yet taken up. */
  asked: 'retry' | 'restart' | undefined
}

/** How long a deletion may take before it is offered to end it by force. */
const patienceMs = 60_000

/** What can be done about an environment, as far as its own state decides. */
export function actionsOf(environment: Environment, now: number): OfferedActions {
  const { metadata, spec, status } = environment
  const phase = phaseOf(environment)
  if (phase === 'Deleting') {
    const since = Date.parse(metadata.deletionTimestamp ?? '')
    const isStuck = status?.conditions?.some(({ reason }) => reason === 'DeletionStuck') ?? false
    return { actions: isStuck || now - since > patienceMs ? ['force'] : [], asked: undefined }
  }
  const isTrouble = phase === 'Failed' || phase === 'Degraded'
  const asked = !isTrouble
    ? undefined
    : isOpen(spec.retryRequest, status?.retryRequest)
      ? 'retry'
      : isOpen(spec.restartRequest, status?.restartRequest)
        ? 'restart'
        : undefined
  // A degraded one runs still: its command starts again with what was built. A failed one has nothing to start.
  if (phase === 'Degraded') return { actions: ['restart', 'retry', 'delete'], asked }
  return { actions: isTrouble ? ['retry', 'delete'] : ['delete'], asked }
}

function isOpen(wanted: string | undefined, served: string | undefined): boolean {
  return wanted !== undefined && wanted !== served
}

/** The revision that somebody has to approve before it is deployed; none any more as soon as that is done. */
export function awaitedRevision({ metadata, status }: Environment): string | undefined {
  const revision = status?.approval?.revision
  return metadata.annotations?.[annotations.approvedRevision] === revision ? undefined : revision
}
