import type { OperatorSettings } from '../settings/OperatorSettings.ts'
import type { Observed } from './Observed.ts'
import type { Plan } from './Plan.ts'
import { StatusDraft } from './StatusDraft.ts'

/** Before the second try, in milliseconds; doubled for each further one. */
const firstDelayMs = 30_000

/** The condition of a deployment whose objects the cluster did not take. */
const refusedReason = 'ApplyRefused'

/** What to do when the cluster does not take an object: try again a few times, then wait for a change. */
export function planRefused({ environment, now }: Observed, error: Error, { maxAttempts }: OperatorSettings): Plan {
  const draft = new StatusDraft(environment, now)
  const attempts = (isAboutThisGeneration(environment) ? (environment.status?.attempts ?? 0) : 0) + 1
  const left = maxAttempts - attempts
  const message = `${error.message} ${left > 0 ? 'It is tried again by itself.' : 'It is tried again when the environment changes, or when it is asked to.'}`
  draft.set({ attempts })
  draft.condition({ type: 'Deployed', status: 'False', reason: refusedReason, message })
  draft.condition({ type: 'Ready', status: 'False', reason: refusedReason, message })
  draft.enter('Failed', message)
  return {
    apply: [],
    remove: [],
    events: [{ type: 'Warning', reason: refusedReason, message }],
    status: draft.finish(),
    requeueAfterMs: left > 0 ? firstDelayMs * 2 ** (attempts - 1) : undefined,
  }
}

/** Whether the refusals that were counted are about what is wanted now. */
export function isAboutThisGeneration({ metadata, status }: Observed['environment']): boolean {
  const refused = status?.conditions?.find(({ type, reason }) => type === 'Deployed' && reason === refusedReason)
  return refused?.observedGeneration === metadata.generation
}
