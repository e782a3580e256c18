import type { Environment } from '@catalyst/api'
import { matchesPhaseFilter, phaseFilters, phases, type PhaseFilter } from '@catalyst/api/phases'
import type { EnvironmentListFilter } from './EnvironmentListFilter.ts'
import type { ListedEnvironment } from './ListedEnvironment.ts'

/** What a filter chooses by; its order is `sortEnvironments`'. */
export type EnvironmentChoice = Omit<EnvironmentListFilter, 'sort'>

/** The environments that a filter shows. */
export function filterEnvironments(
  environments: readonly ListedEnvironment[],
  { phase, team, project, cluster, text = '' }: EnvironmentChoice,
): readonly ListedEnvironment[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return environments.filter(
    (one) =>
      (phase === undefined || matchesPhaseFilter(one.phase, phase)) &&
      (team === undefined || one.team === team) &&
      (project === undefined || one.project === project) &&
      (cluster === undefined || one.cluster === cluster) &&
      (words.length === 0 || hasWords(one.environment, words)),
  )
}

/** How many environments each filter by status would show. */
export function countByPhase(environments: readonly ListedEnvironment[]): Record<PhaseFilter, number> {
  const byPhase = new Map(phases.map((phase) => [phase, 0]))
  for (const { phase } of environments) byPhase.set(phase, (byPhase.get(phase) ?? 0) + 1)
  const counts = { pending: 0, deploying: 0, running: 0, degraded: 0, failed: 0 }
  for (const filter of phaseFilters) {
    for (const [phase, count] of byPhase) if (matchesPhaseFilter(phase, filter)) counts[filter] += count
  }
  return counts
}

function hasWords(environment: Environment, words: readonly string[]): boolean {
  const text = searchText(environment)
  return words.every((word) => text.includes(word))
}

const texts = new WeakMap<Environment, string>()

function searchText(environment: Environment): string {
  const before = texts.get(environment)
  if (before !== undefined) return before
  const { metadata, spec, status } = environment
  const { pullRequest, projectRef, sources = [] } = spec
  const text = [
    metadata.name,
    metadata.namespace,
    status?.namespace,
    status?.url,
    projectRef.name,
    pullRequest?.number === undefined ? undefined : `#${pullRequest.number}`,
    ...sources.map(({ branch }) => branch),
  ]
    .join(' ')
    .toLowerCase()
  texts.set(environment, text)
  return text
}
