import type { Fault } from '../strategies/Strategy.ts'
import type { Plan } from './Plan.ts'
import type { StatusDraft } from './StatusDraft.ts'

/** Nothing is made of an environment that can't be: it says why, and is looked at again when something changes. */
export function refuse(
  draft: StatusDraft,
  { reason, message }: Fault,
  { phase }: { phase: 'Pending' | 'Failed' },
): Plan {
  const told = draft.value.message === message
  draft.condition({ type: 'Ready', status: 'False', reason, message })
  draft.enter(phase, message)
  return { apply: [], remove: [], events: told ? [] : [{ type: 'Warning', reason, message }], status: draft.finish() }
}
