import { memo, type ReactNode } from 'react'
import { environmentCells, type CellProps } from './EnvironmentCells.tsx'
import type { EnvironmentColumn } from './environmentColumns.ts'
import { useChangeMark } from './useChangeMark.ts'

export interface EnvironmentRowProps extends CellProps {
  columns: readonly EnvironmentColumn[]
  /** Position in the whole list, from 0. */
  index: number
}

/**
 * One environment. Renders a `<tr>`; `data-phase` is its phase, `data-changed` is `new` or `changed` for a moment after it came or what is
 * said of it changed.
 */
export const EnvironmentRow = memo(function EnvironmentRow(props: EnvironmentRowProps): ReactNode {
  const { columns, index, ...cell } = props
  const { listed, words } = cell
  return (
    <tr
      role="row"
      className="catalyst-environment"
      // The header is the first.
      aria-rowindex={index + 2}
      data-key={listed.key}
      data-phase={listed.phase}
      data-changed={useChangeMark(listed.environment)}
    >
      {columns.map((column) => {
        const Cell = environmentCells[column]
        return column === 'environment' ? (
          <th key={column} role="rowheader" scope="row" data-column={column}>
            <Cell {...cell} />
          </th>
        ) : (
          <td key={column} role="cell" data-column={column} data-label={words.column[column]}>
            <Cell {...cell} />
          </td>
        )
      })}
    </tr>
  )
})
