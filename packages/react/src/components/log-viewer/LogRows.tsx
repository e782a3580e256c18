import { Fragment, type ReactNode } from 'react'
import { isMarker, type LogEntry } from './LogEntry.ts'
import type { LogLook } from './LogLook.ts'
import { LogRow } from './LogRow.tsx'
import type { LogSnapshot } from './LogSnapshot.ts'
import type { LogSource } from './LogSource.ts'
import type { LogViewerMessages } from './logViewerMessages.ts'
import type { LogMatch } from './search/LogMatches.ts'
import { severityOf } from './severity/severityOf.ts'
import type { LogFiltered } from './useLogFilter.ts'
import type { LogSelection } from './useLogSelection.ts'
import type { WindowRange } from './window/LogWindow.ts'

export interface LogRowsProps {
  snapshot: LogSnapshot
  filtered: LogFiltered
  range: WindowRange
  selection: LogSelection | undefined
  look: LogLook
  currentMatch: LogMatch | undefined
  line: number | undefined
  /** How often more of a line was asked for, by its number. */
  opened: ReadonlyMap<number, number>
  onOpen: (row: number, opened: number) => void
  onLineClick: ((row: number) => void) | undefined
  now: number
  messages: LogViewerMessages
}

/** The entries that are in the page. */
export function LogRows(props: LogRowsProps): ReactNode {
  const { snapshot, filtered, range, currentMatch, line, opened } = props
  const hues = new Map(snapshot.sources.map((source) => [source.pod + source.container, source.hue]))
  return (
    <Fragment>
      {indexesOf(props).map((index) => {
        const row = filtered.rowAt(index)
        const entry = row === undefined ? undefined : snapshot.entryAt(row)
        if (row === undefined || entry === undefined) return null
        return (
          <LogRow
            key={row}
            entry={entry}
            row={row}
            severity={severityOf(snapshot, row)}
            hue={hueOf(entry, hues)}
            look={props.look}
            finder={filtered.finder}
            currentMatch={currentMatch?.row === row ? currentMatch.occurrence : undefined}
            isMarked={line === row}
            isAfterGap={filtered.isExcerpt && index > 0 && filtered.rowAt(index - 1) !== row - 1}
            isPinned={index < range.start || index >= range.end}
            opened={opened.get(row) ?? 0}
            onOpen={props.onOpen}
            onLineClick={props.onLineClick}
            now={props.now}
            messages={props.messages}
          />
        )
      })}
    </Fragment>
  )
}

function hueOf(entry: LogEntry, hues: ReadonlyMap<string, LogSource['hue']>): number {
  return isMarker(entry) ? 0 : (hues.get(entry.pod + entry.container) ?? 0)
}

/** The rows of the range, and those where a selection begins and ends: a row that goes takes the selection with it. */
function indexesOf({ range, selection, filtered }: LogRowsProps): number[] {
  const indexes = Array.from({ length: range.end - range.start }, (_, offset) => range.start + offset)
  if (selection === undefined) return indexes
  for (const row of [selection.from, selection.to]) {
    const index = filtered.indexFrom(row)
    if (filtered.rowAt(index) === row && !indexes.includes(index)) indexes.push(index)
  }
  return indexes.sort((left, right) => left - right)
}
