import { phaseFilters } from '@catalyst/api/phases'
import { environmentColumns } from './environmentColumns.ts'
import type { EnvironmentListFilter, EnvironmentSort, SortableColumn } from './EnvironmentListFilter.ts'

/**
 * Reads a filter from the parameters of an address, as `filterToQuery` writes them. What makes no sense, such as a status that does
 * not exist, counts as not set.
 */
export function filterFromQuery(query: URLSearchParams | string): EnvironmentListFilter {
  const parameters = new URLSearchParams(query)
  const text = (name: string) => parameters.get(name) || undefined
  const status = text('status')
  const entries = {
    phase: phaseFilters.find((one) => one === status),
    team: text('team'),
    project: text('project'),
    cluster: text('cluster'),
    text: text('q'),
    sort: sortOf(text('sort')),
  }
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined))
}

function sortOf(text: string | undefined): EnvironmentSort | undefined {
  const descending = text?.startsWith('-') ?? false
  const name = descending ? text?.slice(1) : text
  const column = environmentColumns.find((one): one is SortableColumn => one === name && one !== 'actions')
  return column && { column, direction: descending ? 'descending' : 'ascending' }
}
