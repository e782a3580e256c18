import type { Condition, Environment } from '@catalyst/api'
import { phaseOf, phasePath } from '@catalyst/api/phases'
import { runsAsGiven } from '../../internals/runsAsGiven.ts'

export interface Step {
  phase: (typeof phasePath)[number]
  state: 'done' | 'current' | 'failed' | 'ahead'
}

/** Where an environment is on its way to Ready; of a failed one, the step that it did not get past. */
export function stepsOf(environment: Environment): Step[] {
  const phase = phaseOf(environment)
  const failed = phase === 'Failed' || phase === 'Degraded'
  const at = failed ? failedStep(environment, phase) : phasePath.findIndex((one) => one === phase)
  const steps = phasePath.map((one, index): Step => ({
    phase: one,
    state: index < at || phase === 'Ready' ? 'done' : index > at ? 'ahead' : failed ? 'failed' : 'current',
  }))
  return runsAsGiven(environment) ? steps.filter((step) => step.phase !== 'Building') : steps
}

/** Other operators' words for a step are known too; a condition without a step tells nothing of the way. */
const stepOfCondition: Record<string, (typeof phasePath)[number]> = {
  NamespaceReady: 'Initializing',
  PoliciesReady: 'Initializing',
  Initialized: 'Initializing',
  BuildSucceeded: 'Building',
  Built: 'Building',
  Deployed: 'Deploying',
  Available: 'Ready',
}

function failedStep(environment: Environment, phase: 'Failed' | 'Degraded'): number {
  // It was ready once: what does not hold is that it still is, whatever the conditions of the way say.
  if (phase === 'Degraded') return phasePath.indexOf('Ready')
  const conditions = environment.status?.conditions ?? []
  const refused = stepsWhere(conditions, 'False')
  if (refused.length > 0) return Math.min(...refused)
  // Nothing says which step it was: the one after the last that is known to be done.
  const done = Math.max(0, ...stepsWhere(conditions, 'True'))
  const isBuilt = phasePath[done + 1] === 'Building' && runsAsGiven(environment)
  return Math.min(done + (isBuilt ? 2 : 1), phasePath.length - 1)
}

/** Places on the path of the conditions that have this status. `Ready` sums the others up and is no step of its own. */
function stepsWhere(conditions: readonly Condition[], status: Condition['status']): number[] {
  return conditions.flatMap((condition) => {
    const step = stepOfCondition[condition.type]
    return condition.status === status && step !== undefined ? [phasePath.indexOf(step)] : []
  })
}
