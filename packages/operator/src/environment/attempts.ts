import type { Environment } from '@catalyst/api'
import { toTime, type StatusDraft } from './StatusDraft.ts'

/** Before the second attempt, in milliseconds; doubled for each further one. */
const firstDelayMs = 30_000

/** Of an environment whose deployment failed: whether it is tried again by itself, and when. */
const retrying = 'Retrying'

/** What a pass begins, or goes on with. */
export type Turn =
  /** `attempt`: which one for this revision, from 1. */
  | { kind: 'begin'; attempt: number }
  /** What was begun last is still what is wanted. */
  | { kind: 'keep' }
  /** It failed, and its next attempt is at a later time. */
  | { kind: 'pause'; forMs: number }
  /** Another attempt is asked for, and there is none left. */
  | { kind: 'spent' }

export interface TurnOptions {
  /** Everything that decides what is deployed, in short; that somebody wants another try is no part of it. */
  revision: string
  maxAttempts: number
  now: Date
  /** Whether a Job is at it. @default false */
  isRunning?: boolean | undefined
}

/** Whether a revision is to be deployed, for the first time or again: at most so many times, whoever asks for it. Pure. */
export function decideTurn({ spec, status = {} }: Environment, options: TurnOptions): Turn {
  const { revision, maxAttempts, now, isRunning = false } = options
  const { deployment, attempts = 0 } = status
  if (deployment?.revision !== revision) return { kind: 'begin', attempt: 1 }
  const isAsked = spec.retryRequest !== undefined && spec.retryRequest !== status.retryRequest
  // Whoever asks while it runs has what he asks for.
  if (isAsked && !isRunning)
    return attempts < maxAttempts ? { kind: 'begin', attempt: attempts + 1 } : { kind: 'spent' }
  const pending = status.conditions?.find(({ type, status: is }) => type === retrying && is === 'True')
  if (deployment.phase !== 'Failed' || pending === undefined) return { kind: 'keep' }
  const forMs = new Date(pending.lastTransitionTime).getTime() + delayMs(attempts) - now.getTime()
  return forMs > 0 ? { kind: 'pause', forMs } : { kind: 'begin', attempt: attempts + 1 }
}

/** Says when the next attempt is. @returns milliseconds until then. */
export function scheduleAttempt(
  draft: StatusDraft,
  { attempts, maxAttempts, now }: { attempts: number; maxAttempts: number; now: Date },
): number {
  const forMs = delayMs(attempts)
  const at = toTime(new Date(now.getTime() + forMs))
  draft.condition({
    type: retrying,
    status: 'True',
    reason: 'AttemptFailed',
    message: `Attempt ${attempts + 1} of ${maxAttempts} begins at ${at}.`,
  })
  return forMs
}

/** Nothing is tried again by itself. Where nobody can ask for it either, it says so: who offers another try reads that. */
export function noteAttempts(draft: StatusDraft, { maxAttempts }: { maxAttempts: number }): void {
  const { attempts = 0, phase } = draft.value
  if ((phase !== 'Failed' && phase !== 'Degraded') || attempts < maxAttempts) return draft.withdraw(retrying)
  draft.condition({ type: retrying, status: 'False', reason: 'AttemptsUsedUp', message: usedUp(maxAttempts) })
}

/** What helps where no attempt is left. */
function usedUp(maxAttempts: number): string {
  const all = maxAttempts === 1 ? 'The only attempt' : `All ${maxAttempts} attempts`
  return `${all} to deploy this revision ${maxAttempts === 1 ? 'is' : 'are'} used. A new commit, or another change of the environment or its template, begins anew.`
}

function delayMs(attempts: number): number {
  return firstDelayMs * 2 ** (Math.max(attempts, 1) - 1)
}
