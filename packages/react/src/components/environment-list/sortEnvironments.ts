import { phases } from '@catalyst/api/phases'
import { safeUrl } from '../../internals/safeUrl.ts'
import type { EnvironmentSort, SortableColumn } from './EnvironmentListFilter.ts'
import { urgency } from './environmentWarnings.ts'
import type { ListedEnvironment } from './ListedEnvironment.ts'
import type { UsageOf } from './usageOfEnvironments.ts'

type SortValue = string | number | undefined

/**
 * In the order of a column. Equal ones, and all without one, are by cluster, namespace and name, so that nothing moves when something
 * changes; what has no value stands last in either direction.
 */
export function sortEnvironments(
  environments: readonly ListedEnvironment[],
  sort?: EnvironmentSort,
  usageOf?: UsageOf,
): readonly ListedEnvironment[] {
  const byPlace = isInOrder(environments) ? environments : [...environments].sort(comparePlace)
  if (sort === undefined || (sort.column === 'environment' && sort.direction === 'ascending')) return byPlace
  const sign = sort.direction === 'ascending' ? 1 : -1
  const valueOf = valueBy(sort.column, usageOf)
  return byPlace
    .map((one) => ({ one, value: valueOf(one) }))
    .sort((a, b) => compare(a.value, b.value, sign))
    .map(({ one }) => one)
}

function valueBy(column: SortableColumn, usageOf: UsageOf | undefined): (listed: ListedEnvironment) => SortValue {
  const usage = (resource: 'cpu' | 'memory') => {
    return ({ environment }: ListedEnvironment) => {
      const metrics = usageOf?.(environment)
      return metrics?.available ? metrics[resource].usage : undefined
    }
  }
  switch (column) {
    case 'environment':
      return ({ place }) => place
    case 'cluster':
      return ({ cluster }) => cluster
    case 'status':
      return ({ phase }) => phases.indexOf(phase)
    case 'url':
      return ({ environment }) => safeUrl(environment.status?.url)?.host
    case 'pullRequest':
      return ({ environment }) => environment.spec.pullRequest?.number
    case 'cpu':
    case 'memory':
      return usage(column)
    case 'age':
      return ({ environment: { metadata } }) => {
        const created = Date.parse(metadata.creationTimestamp ?? '')
        return Number.isNaN(created) ? undefined : -created
      }
    case 'warnings':
      return ({ environment }) => urgency(environment, usageOf?.(environment)) || undefined
  }
}

function compare(a: SortValue, b: SortValue, sign: number): number {
  if (a === b) return 0
  if (a === undefined) return 1
  if (b === undefined) return -1
  return a < b ? -sign : sign
}

function comparePlace({ place: a }: ListedEnvironment, { place: b }: ListedEnvironment): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function isInOrder(environments: readonly ListedEnvironment[]): boolean {
  return environments.every((one, index) => {
    const before = environments[index - 1]
    return before === undefined || comparePlace(before, one) <= 0
  })
}
