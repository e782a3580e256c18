import type { EnvironmentStatus } from '@catalyst/api'
import type { DesiredObject } from '../objects/DesiredObject.ts'
import { fingerprint } from '../objects/fingerprint.ts'
import type { OperatorSettings } from '../settings/OperatorSettings.ts'
import { decideTurn, noteAttempts, scheduleAttempt } from './attempts.ts'
import type { Observed } from './Observed.ts'
import type { Plan } from './Plan.ts'
import { StatusDraft } from './StatusDraft.ts'

/** The condition of a deployment whose objects the cluster did not take. */
const refusedReason = 'ApplyRefused'

export interface Refusal {
  error: Error
  /** What was not taken. */
  plan: Plan
  settings: OperatorSettings
}

/** What to do when the cluster does not take an object: try again a few times, then wait for a change. */
export function planRefused({ environment, now }: Observed, { error, plan, settings }: Refusal): Plan {
  const { maxAttempts } = settings
  const draft = new StatusDraft(environment, now)
  const { status = {} } = environment
  const { attempts, revision } = countOf(status, plan)
  const begun = plan.status?.deployment ?? status.deployment
  draft.set({
    attempts,
    deployment: { ...(plan.isFoundation === true ? {} : begun), revision, phase: 'Failed' },
    retryRequest: plan.status?.retryRequest ?? status.retryRequest,
  })
  draft.condition({ type: 'Deployed', status: 'False', reason: refusedReason, message: error.message })
  draft.condition({ type: 'Ready', status: 'False', reason: refusedReason, message: error.message })
  draft.enter('Failed', error.message)
  const isRetried = attempts < maxAttempts
  draft.withdraw('Retrying')
  const requeueAfterMs = isRetried ? scheduleAttempt(draft, { attempts, maxAttempts, now }) : undefined
  if (!isRetried) noteAttempts(draft, { maxAttempts })
  const events = [{ type: 'Warning' as const, reason: refusedReason, message: error.message }]
  return { apply: [], remove: [], events, status: draft.finish(), requeueAfterMs }
}

/** Holds back what was refused a while ago and is the same. */
export function pauseOf(
  { environment, now }: Observed,
  apply: readonly DesiredObject[],
  { maxAttempts }: OperatorSettings,
): Plan | undefined {
  const { deployment } = environment.status ?? {}
  const revision = fingerprint(apply)
  if (deployment?.revision !== revision) return undefined
  const turn = decideTurn(environment, { revision, maxAttempts, now })
  if (turn.kind === 'begin') return undefined
  return { apply: [], remove: [], events: [], requeueAfterMs: turn.kind === 'pause' ? turn.forMs : undefined }
}

/** Which attempt it was, and of what. */
function countOf(
  { deployment, attempts = 0 }: EnvironmentStatus,
  { isFoundation, apply, status: next }: Plan,
): { attempts: number; revision: string } {
  if (isFoundation === true) {
    const revision = fingerprint(apply)
    return { revision, attempts: (deployment?.revision === revision ? attempts : 0) + 1 }
  }
  const revision = next?.deployment?.revision ?? deployment?.revision ?? fingerprint(apply)
  const isBegun = revision !== deployment?.revision || (next?.attempts !== undefined && next.attempts !== attempts)
  return { revision, attempts: isBegun ? (next?.attempts ?? 1) : attempts + 1 }
}
