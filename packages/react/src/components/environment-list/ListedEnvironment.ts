import type { Environment } from '@catalyst/api'
import { type Phase, phaseOf } from '@catalyst/api/phases'
import { teamOf } from '../../queries/teamOf.ts'

/** An environment with what filters and orders ask of it again and again. */
export interface ListedEnvironment {
  /** Unique over all clusters. */
  readonly key: string
  /** Name of the cluster in which it is; `-` for the default one. */
  readonly cluster: string
  readonly environment: Environment
  readonly phase: Phase
  readonly team: string | undefined
  readonly project: string
  /** Compares as a person counts: pr-9 before pr-10. */
  readonly place: string
}

const known = new WeakMap<Environment, ListedEnvironment>()

/** An environment that did not change gives the same object again. */
export function listEnvironment(environment: Environment, cluster = '-'): ListedEnvironment {
  const before = known.get(environment)
  if (before !== undefined && before.cluster === cluster) return before
  const { namespace = '', name } = environment.metadata
  const listed: ListedEnvironment = {
    key: `${cluster}/${namespace}/${name}`,
    cluster,
    environment,
    phase: phaseOf(environment),
    team: teamOf(environment),
    project: environment.spec.projectRef.name,
    place: naturalKey(`${cluster}\0${namespace}\0${name}`),
  }
  known.set(environment, listed)
  return listed
}

/** Text that compares by code units as the given one does with its numbers taken as numbers; names are ASCII. */
function naturalKey(text: string): string {
  return text.replace(/\d+/g, (digits) => digits.padStart(16, '0'))
}
