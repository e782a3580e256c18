import type { ReactNode } from 'react'
import { ChevronDownIcon, ChevronUpIcon } from '../../internals/icons.tsx'
import type { EnvironmentColumn } from './environmentColumns.ts'
import type { EnvironmentSort, SortableColumn } from './EnvironmentListFilter.ts'
import type { EnvironmentListMessages } from './environmentListMessages.ts'

export interface SortHeaderProps {
  column: EnvironmentColumn
  sort: EnvironmentSort | undefined
  onSort: (sort: EnvironmentSort) => void
  words: EnvironmentListMessages
}

/** The head of a column, which orders by it; a second press turns the order round. Renders a `<th>` with `aria-sort`. */
export function SortHeader({ column, sort = defaultSort, onSort, words }: SortHeaderProps): ReactNode {
  const label = words.column[column]
  const attributes = { role: 'columnheader', scope: 'col', 'data-column': column }
  if (column === 'actions') {
    return (
      <th {...attributes}>
        <span className="catalyst-hidden">{label}</span>
      </th>
    )
  }
  const direction = sort.column === column ? sort.direction : undefined
  return (
    <th {...attributes} aria-sort={direction ?? 'none'}>
      <button
        type="button"
        className="catalyst-sort"
        title={words.sortBy(label)}
        onClick={() => onSort({ column, direction: nextDirection(column, direction) })}
      >
        {label}
        {direction === 'descending' ? <ChevronDownIcon /> : <ChevronUpIcon />}
      </button>
    </th>
  )
}

const defaultSort: EnvironmentSort = { column: 'environment', direction: 'ascending' }

/** Of these one looks for the most first. */
const mostFirst: ReadonlySet<SortableColumn> = new Set(['pullRequest', 'cpu', 'memory', 'warnings'])

function nextDirection(
  column: SortableColumn,
  direction: EnvironmentSort['direction'] | undefined,
): EnvironmentSort['direction'] {
  if (direction === undefined) return mostFirst.has(column) ? 'descending' : 'ascending'
  return direction === 'ascending' ? 'descending' : 'ascending'
}
