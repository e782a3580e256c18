import type { Environment } from '@catalyst/api'
import { matchesPhaseFilter, phaseFilters, phaseOf, type PhaseFilter } from '@catalyst/api/phases'

export interface EnvironmentFilter {
  phase: PhaseFilter | undefined
  text: string
}

/** The environments of a phase whose name, project, namespace, branch or pull request contains the text. */
export function filterEnvironments(environments: readonly Environment[], filter: EnvironmentFilter): Environment[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean)
  return environments.filter((environment) => {
    if (filter.phase !== undefined && !matchesPhaseFilter(phaseOf(environment), filter.phase)) return false
    const haystack = words.length === 0 ? '' : searchText(environment)
    return words.every((word) => haystack.includes(word))
  })
}

const collator = new Intl.Collator('en', { numeric: true })

/** By namespace and name, numbers as numbers, so that pr-9 stands before pr-10 and nothing moves when something changes. */
export function sortEnvironments(environments: readonly Environment[]): Environment[] {
  return [...environments].sort(
    ({ metadata: a }, { metadata: b }) =>
      collator.compare(a.namespace ?? '', b.namespace ?? '') || collator.compare(a.name, b.name),
  )
}

/** How many environments each filter would show. */
export function countByFilter(environments: readonly Environment[]): Record<PhaseFilter, number> {
  const counts = { pending: 0, deploying: 0, running: 0, degraded: 0, failed: 0 }
  for (const environment of environments) {
    const phase = phaseOf(environment)
    for (const filter of phaseFilters) if (matchesPhaseFilter(phase, filter)) counts[filter]++
  }
  return counts
}

function searchText({ metadata, spec, status }: Environment): string {
  const { pullRequest, projectRef, sources = [] } = spec
  return [
    metadata.name,
    metadata.namespace,
    status?.namespace,
    projectRef.name,
    pullRequest?.number === undefined ? undefined : `#${pullRequest.number}`,
    ...sources.map(({ branch }) => branch),
  ]
    .join(' ')
    .toLowerCase()
}
