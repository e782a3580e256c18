import { generateNamespace, type Environment } from '@catalyst/api'
import { ProblemError } from '../problems/ProblemError.ts'
import { teamOf } from './selectEnvironments.ts'

/** The namespace in which an environment's workloads run, made or not: the one in its status, else the one that it will get. */
export function environmentNamespace(environment: Environment, teamOfNamespace?: string): string {
  const { metadata, spec, status } = environment
  if (status?.namespace !== undefined) return status.namespace
  const team = teamOf(environment) ?? teamOfNamespace
  if (team === undefined) {
    throw new ProblemError(
      'CONFLICT',
      `It can't be told which team environment "${metadata.name}" belongs to: spec.projectRef.namespace is not set.`,
      {
        reason: 'Conflict',
      },
    )
  }
  return generateNamespace(team, spec.projectRef.name, metadata.name)
}
