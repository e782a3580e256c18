import type { Environment } from '@catalyst/api'
import { labels } from '@catalyst/api/labels'
import { generateNamespace } from '@catalyst/api/names'
import { isPhase, matchesPhaseFilter, type Phase, type PhaseFilter, phaseOf } from '@catalyst/api/phases'

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
    (team === undefined || isOfTeam(environment, team)) &&
    (project === undefined || environment.spec.projectRef.name === project) &&
    (phase === undefined || isInPhase(environment, phase))
  )
}

function isInPhase(environment: Environment, phase: Phase | PhaseFilter): boolean {
  const own = phaseOf(environment)
  return isPhase(phase) ? own === phase : matchesPhaseFilter(own, phase)
}

/** The team is that of the label; without one it shows in the reference to the project, or in the namespace that follows from both. */
function isOfTeam({ metadata, spec }: Environment, team: string): boolean {
  const { name, namespace } = spec.projectRef
  const said = metadata.labels?.[labels.team] ?? namespace
  return said === undefined ? metadata.namespace === namespaceOf(team, name) : said === team
}

function namespaceOf(team: string, project: string): string | undefined {
  try {
    return generateNamespace(team, project)
  } catch {
    return undefined // A team that somebody is still typing, with no letter or digit yet.
  }
}
