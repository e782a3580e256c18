import type { Environment } from '@catalyst/api'
import { isPhase, matchesPhaseFilter, type Phase, type PhaseFilter, phaseOf } from '@catalyst/api/phases'
import { teamOf } from './teamOf.ts'

/** Which environments of a list to show. */
export interface EnvironmentFilter {
  team?: string | undefined
  /** Name of the project. */
  project?: string | undefined
  /** A phase, or a filter that groups phases. */
  phase?: Phase | PhaseFilter | undefined
}

/** Whether an environment is shown under a filter; the proxy's own filter says the same. */
export function matchesScope(environment: Environment, { team, project, phase }: EnvironmentFilter): boolean {
  return (
    (team === undefined || teamOf(environment) === team) &&
    (project === undefined || environment.spec.projectRef.name === project) &&
    (phase === undefined || isInPhase(environment, phase))
  )
}

function isInPhase(environment: Environment, phase: Phase | PhaseFilter): boolean {
  const own = phaseOf(environment)
  return isPhase(phase) ? own === phase : matchesPhaseFilter(own, phase)
}
