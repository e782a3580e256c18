import {
  generateNamespace,
  isPhase,
  labels,
  matchesPhaseFilter,
  phaseOf,
  type Environment,
  type Phase,
  type PhaseFilter,
} from '@catalyst/api'

export interface EnvironmentFilter {
  team?: string | undefined
  project?: string | undefined
  /** A phase, or a filter that groups phases. */
  phase?: Phase | PhaseFilter | undefined
}

/** The environments of a team, a project, a phase. */
export function selectEnvironments(
  environments: readonly Environment[],
  filter: EnvironmentFilter,
): readonly Environment[] {
  const { team, project, phase } = filter
  return environments.filter(
    (environment) =>
      (team === undefined || isOfTeam(environment, team)) &&
      (project === undefined || environment.spec.projectRef.name === project) &&
      (phase === undefined || hasPhase(environment, phase)),
  )
}

/** The team that an environment says it belongs to: its project's namespace, or the label that it got. */
export function teamOf({ metadata, spec }: Environment): string | undefined {
  return spec.projectRef.namespace ?? metadata.labels?.[labels.team]
}

/** An environment that names no team is of the one whose project it is, as its namespace tells. */
function isOfTeam(environment: Environment, team: string): boolean {
  const named = teamOf(environment)
  if (named !== undefined) return named === team
  const { metadata, spec } = environment
  return /[a-z0-9]/i.test(team) && metadata.namespace === generateNamespace(team, spec.projectRef.name)
}

function hasPhase(environment: Environment, wanted: Phase | PhaseFilter): boolean {
  const phase = phaseOf(environment)
  return isPhase(wanted) ? phase === wanted : matchesPhaseFilter(phase, wanted)
}
