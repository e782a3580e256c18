import type { EnvironmentListFilter } from './EnvironmentListFilter.ts'

/**
 * Writes a filter into the parameters of an address: `status`, `team`, `project`, `cluster`, `q` and `sort` (`sort=-age`:
 * descending). What is not set is left out.
 * @param base Parameters to keep; it is not changed. @default none
 */
export function filterToQuery(filter: EnvironmentListFilter, base?: URLSearchParams): URLSearchParams {
  const { phase, team, project, cluster, text, sort } = filter
  const query = new URLSearchParams(base)
  const values = {
    status: phase,
    team,
    project,
    cluster,
    q: text,
    sort: sort && `${sort.direction === 'descending' ? '-' : ''}${sort.column}`,
  }
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || value === '') query.delete(name)
    else query.set(name, value)
  }
  return query
}
