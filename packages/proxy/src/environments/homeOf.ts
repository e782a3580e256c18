import { generateNamespace, labels, type Environment } from '@catalyst/api'
import { ProblemError } from '../problems/ProblemError.ts'
import type { Home } from '../namespaces/ensureHome.ts'

export interface HomeSources {
  /** Labels of a namespace; `undefined` where there is none of that name. */
  labelsOf: (namespace: string) => Promise<Record<string, string> | undefined>
  /** Teams of the caller. */
  teams: readonly string[]
}

/** What is known of an environment before it is created. */
export type PlannedEnvironment = Pick<Environment, 'spec'> & { metadata: { namespace?: string | undefined } }

/**
 * The project namespace that an environment belongs into. Its team is the one that it names, or the one of the namespace
 * that it names, or the caller's only one.
 *
 * @throws ProblemError INVALID_INPUT where the team can't be told, or another namespace is named.
 */
export async function homeOf({ metadata, spec }: PlannedEnvironment, sources: HomeSources): Promise<Home> {
  const project = spec.projectRef.name
  const team = spec.projectRef.namespace ?? (await teamByContext(metadata.namespace, sources))
  if (team === undefined) {
    throw invalid(
      'spec.projectRef.namespace',
      'is needed: the team whose project this is, or metadata.namespace with the namespace of the project',
    )
  }
  const namespace = generateNamespace(team, project)
  if (metadata.namespace !== undefined && metadata.namespace !== namespace) {
    throw invalid(
      'metadata.namespace',
      `must be "${namespace}", the namespace of project "${project}" of team "${team}", or left out`,
    )
  }
  return { namespace, team, project }
}

async function teamByContext(
  namespace: string | undefined,
  { labelsOf, teams }: HomeSources,
): Promise<string | undefined> {
  if (namespace !== undefined) return (await labelsOf(namespace))?.[labels.team]
  return teams.length === 1 ? teams[0] : undefined
}

function invalid(path: string, message: string): ProblemError {
  return new ProblemError('INVALID_INPUT', `${path}: ${message}.`, { issues: [{ path, message }] })
}
