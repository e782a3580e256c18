import type { Environment } from '@catalyst/api'
import { phaseOf, phasePath } from '@catalyst/api/phases'

export interface Step {
  phase: (typeof phasePath)[number]
  state: 'done' | 'current' | 'failed' | 'ahead'
}

/** Where an environment is on its way to Ready. Of a failed one, the step of its first condition that does not hold. */
export function stepsOf(environment: Environment): Step[] {
  const phase = phaseOf(environment)
  const failed = phase === 'Failed' || phase === 'Degraded'
  const at = failed ? failedStep(environment, phase) : phasePath.findIndex((one) => one === phase)
  return phasePath.map((one, index) => ({
    phase: one,
    state: index < at || phase === 'Ready' ? 'done' : index > at ? 'ahead' : failed ? 'failed' : 'current',
  }))
}

const stepOfCondition: Record<string, (typeof phasePath)[number]> = {
  NamespaceReady: 'Initializing',
  BuildSucceeded: 'Building',
  Deployed: 'Deploying',
  Ready: 'Ready',
}

function failedStep({ status }: Environment, phase: 'Failed' | 'Degraded'): number {
  const condition = status?.conditions?.find((one) => one.status === 'False' && one.type in stepOfCondition)
  const step = stepOfCondition[condition?.type ?? ''] ?? (phase === 'Degraded' ? 'Ready' : 'Deploying')
  return phasePath.indexOf(step)
}
