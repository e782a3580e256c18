import type { Environment, EnvironmentMetrics } from '@catalyst/api'
import { useState, type KeyboardEvent, type ReactNode } from 'react'
import type { EnvironmentColumn } from './environmentColumns.ts'
import type { EnvironmentListMessages } from './environmentListMessages.ts'
import { EnvironmentRow } from './EnvironmentRow.tsx'

export interface EnvironmentTableProps {
  /** `undefined` while they load. */
  environments: readonly Environment[] | undefined
  metricsOf: ((environment: Environment) => EnvironmentMetrics | undefined) | undefined
  columns: readonly EnvironmentColumn[]
  getHref: ((environment: Environment) => string) | undefined
  onSelect: ((environment: Environment) => void) | undefined
  words: EnvironmentListMessages
}

/** Rows that are shown at first, and that each press of the button adds. */
const pageSize = 100

/**
 * The table. Its parts say their roles, because on a narrow screen they are laid out as cards, and some browsers forget what
 * a table is when it is.
 */
export function EnvironmentTable(props: EnvironmentTableProps): ReactNode {
  const { environments, metricsOf, columns, words, ...rest } = props
  const [limit, setLimit] = useState(pageSize)
  const total = environments?.length ?? 0
  return (
    <>
      <table
        role="table"
        className="catalyst-environments-table"
        aria-label={words.list}
        aria-busy={environments === undefined}
        onKeyDown={moveByArrow}
      >
        <colgroup>
          {columns.map((column) => (
            <col key={column} data-column={column} />
          ))}
        </colgroup>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th key={column} role="columnheader" scope="col" data-column={column}>
                {words.column[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {environments === undefined && <LoadingRows columns={columns} text={words.loading} />}
          {environments?.slice(0, limit).map((environment) => (
            <EnvironmentRow
              key={`${environment.metadata.namespace ?? ''}/${environment.metadata.name}`}
              environment={environment}
              metrics={metricsOf?.(environment)}
              columns={columns}
              words={words}
              {...rest}
            />
          ))}
        </tbody>
      </table>
      {total > limit && (
        <div className="catalyst-environments-more">
          <button type="button" className="catalyst-button" onClick={() => setLimit(limit + pageSize)}>
            {words.showMore(Math.min(pageSize, total - limit))}
          </button>
          <span className="catalyst-muted">{words.showing(limit, total)}</span>
        </div>
      )}
    </>
  )
}

/** From one environment to the next without the links between them; Tab goes through all. */
function moveByArrow(event: KeyboardEvent<HTMLTableElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0 || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
  const names = [...event.currentTarget.querySelectorAll<HTMLElement>('.catalyst-environment-name:is(a, button)')]
  const row = event.target instanceof Element ? event.target.closest('tr') : null
  const at = names.findIndex((name) => name.closest('tr') === row)
  const next = at < 0 ? undefined : names[at + step]
  if (next === undefined) return
  event.preventDefault()
  next.focus()
}

function LoadingRows({ columns, text }: { columns: readonly EnvironmentColumn[]; text: string }): ReactNode {
  return Array.from({ length: 8 }, (_, row) => (
    <tr key={row} role="row" className="catalyst-environment" aria-hidden={row > 0}>
      {columns.map((column, index) => (
        <td key={column} role="cell" data-column={column}>
          {index === 0 && row === 0 && <span className="catalyst-hidden">{text}</span>}
          <span className="catalyst-skeleton" />
        </td>
      ))}
    </tr>
  ))
}
