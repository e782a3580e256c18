import type { RefObject } from 'react'
import { useControlled } from '../../internals/useControlled.ts'
import { isLine, type LogSnapshot } from './LogSnapshot.ts'
import { lineLink } from './lineLink.ts'
import type { LogScreenHandle } from './LogScreen.tsx'
import { useLinkedRow } from './useLinkedRow.ts'
import type { LogFiltered } from './useLogFilter.ts'

export interface MarkedLine {
  line: string | undefined
  /** Where it is among what is loaded. */
  row: number | undefined
  toggle: (row: number) => void
  /** Marks the next or previous of the lines that are shown; the one at the top where none is marked. */
  step: (by: 1 | -1) => void
  show: () => void
  unmark: () => void
}

interface MarkedLineOptions {
  snapshot: LogSnapshot
  filtered: LogFiltered
  line: string | undefined
  onLineChange: ((line: string | undefined) => void) | undefined
  screen: RefObject<LogScreenHandle | null>
  setIsFollowing: (isFollowing: boolean) => void
}

/** The line that a reader marked, or that the log was opened at. */
export function useMarkedLine(options: MarkedLineOptions): MarkedLine {
  const { snapshot, filtered, onLineChange, screen, setIsFollowing } = options
  const [line, setLine] = useControlled(options.line, onLineChange)
  const row = useLinkedRow(snapshot, line)

  const mark = (next: number) => {
    const link = lineLink(snapshot, next)
    if (link === undefined) return
    setLine(link)
  }
  const show = () => {
    if (row === undefined) return
    setIsFollowing(false)
    screen.current?.scrollToRow(row)
  }

  return {
    line,
    row,
    toggle: (next) => (next === row ? setLine(undefined) : mark(next)),
    step(by) {
      const next = row === undefined ? screen.current?.topRow() : neighbour({ filtered, snapshot, by }, row + by)
      if (next === undefined) return
      setIsFollowing(false)
      mark(next)
    },
    show,
    unmark: () => setLine(undefined),
  }
}

interface NeighbourOptions {
  filtered: LogFiltered
  snapshot: LogSnapshot
  by: 1 | -1
}

/** The nearest line that is shown, from a row on in one direction; markers are none. */
function neighbour({ filtered, snapshot, by }: NeighbourOptions, from: number): number | undefined {
  let index = filtered.indexFrom(from)
  if (by < 0 && filtered.rowAt(index) !== from) index -= 1
  for (let row = filtered.rowAt(index); row !== undefined; row = filtered.rowAt((index += by))) {
    if (isLine(snapshot.entryAt(row))) return row
  }
  return undefined
}
