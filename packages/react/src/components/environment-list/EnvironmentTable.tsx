import { Fragment, useMemo, useRef, type ReactNode } from 'react'
import type { EnvironmentColumn } from './environmentColumns.ts'
import type { EnvironmentSort } from './EnvironmentListFilter.ts'
import type { RowBehaviour } from './EnvironmentCells.tsx'
import type { EnvironmentListMessages } from './environmentListMessages.ts'
import { EnvironmentRow } from './EnvironmentRow.tsx'
import type { ListedEnvironment } from './ListedEnvironment.ts'
import { SortHeader } from './SortHeader.tsx'
import type { UsageOf } from './usageOfEnvironments.ts'
import { useRowFocus } from './useRowFocus.ts'
import { useRowWindow } from './useRowWindow.ts'

export interface EnvironmentTableProps extends RowBehaviour {
  /** `undefined` while they load. */
  environments: readonly ListedEnvironment[] | undefined
  usageOf: UsageOf | undefined
  columns: readonly EnvironmentColumn[]
  sort: EnvironmentSort | undefined
  onSort: (sort: EnvironmentSort) => void
  words: EnvironmentListMessages
}

/** From so many rows on, only those on the screen are in the page. */
const virtualFrom = 201

/**
 * The table. Its parts say their roles, because on a narrow screen they are laid out as cards, and some browsers forget what
 * a table is when it is.
 */
export function EnvironmentTable(props: EnvironmentTableProps): ReactNode {
  const { environments, usageOf, columns, sort, onSort, words, ...behaviour } = props
  const table = useRef<HTMLTableElement>(null)
  const body = useRef<HTMLTableSectionElement>(null)
  const keys = useMemo(() => environments?.map(({ key }) => key) ?? [], [environments])
  const { pinned, ...focusHandlers } = useRowFocus(table, keys)
  const isVirtual = keys.length >= virtualFrom
  const { rows, gapBefore } = useRowWindow({ keys, body, pinned, enabled: isVirtual })
  const gap = (row: number) => isVirtual && <Gap height={gapBefore(row)} columns={columns.length} />
  return (
    <table
      ref={table}
      role="table"
      className="catalyst-environments-table"
      aria-label={words.list}
      aria-busy={environments === undefined}
      aria-rowcount={environments === undefined ? undefined : keys.length + 1}
      data-virtual={isVirtual ? '' : undefined}
      {...focusHandlers}
    >
      <colgroup>
        {columns.map((column) => (
          <col key={column} data-column={column} />
        ))}
      </colgroup>
      <thead role="rowgroup">
        <tr role="row" aria-rowindex={1}>
          {columns.map((column) => (
            <SortHeader key={column} column={column} sort={sort} onSort={onSort} words={words} />
          ))}
        </tr>
      </thead>
      <tbody ref={body} role="rowgroup">
        {environments === undefined && <LoadingRows columns={columns} text={words.loading} />}
        {rows.map((row) => {
          const listed = environments?.[row]
          return (
            listed !== undefined && (
              <Fragment key={listed.key}>
                {gapBefore(row) > 0 && gap(row)}
                <EnvironmentRow
                  listed={listed}
                  index={row}
                  metrics={usageOf?.(listed.environment)}
                  columns={columns}
                  words={words}
                  {...behaviour}
                />
              </Fragment>
            )
          )
        })}
        {gap(keys.length)}
      </tbody>
    </table>
  )
}

/** Stands for rows that are not in the page. */
function Gap({ height, columns }: { height: number; columns: number }): ReactNode {
  return (
    <tr role="presentation" aria-hidden="true" className="catalyst-environments-gap" data-gap="">
      <td role="presentation" colSpan={columns} style={{ height }} />
    </tr>
  )
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
