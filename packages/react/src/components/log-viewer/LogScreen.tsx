import { defaultRangeExtractor, useVirtualizer, type Range as IndexRange } from '@tanstack/react-virtual'
import {
  useCallback,
  useEffect,
  useRef,
  useState,
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
} from 'react'
import { ArrowDownIcon } from '../../internals/icons.tsx'
import { useIsomorphicLayoutEffect } from '../../internals/useLatest.ts'
import { entryText, logText, type LineLook } from './entryText.ts'
import type { LogEntry, LogSnapshot } from './LogBuffer.ts'
import { LogRow } from './LogRow.tsx'
import type { LogMatch, LogMatches } from './LogSearch.ts'
import type { LogViewerMessages } from './logViewerMessages.ts'
import { useFollow } from './useFollow.ts'
import { selectedText, useLogSelection } from './useLogSelection.ts'

export interface LogScreenProps {
  snapshot: LogSnapshot
  /** When given, only these entries are shown. */
  only: LogMatches | undefined
  look: LineLook
  wrap: boolean
  query: string
  currentMatch: LogMatch | undefined
  label: string
  /** The reader wants to search. */
  onFind: () => void
  messages: LogViewerMessages
  /** What stands in an empty screen. */
  children?: ReactNode
}

const rowHeight = 20

/** The lines: a scroller that holds only those that can be seen. Renders a `<div role="log">`. */
export function LogScreen(props: LogScreenProps): ReactNode {
  const { snapshot, only, look, wrap, query, currentMatch, label, onFind, messages, children } = props
  const scroller = useRef<HTMLDivElement>(null)
  const selection = useLogSelection(scroller)
  const [isAllSelected, setIsAllSelected] = useState(false)
  const count = only?.count ?? snapshot.count
  const rowAt = (index: number) => only?.rows[index] ?? snapshot.first + index
  const indexOf = (row: number) => (only === undefined ? row - snapshot.first : only.rows.indexOf(row))
  const entryOf = (row: number): LogEntry | undefined => snapshot.entries[row - snapshot.first]

  const list = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 16,
    getItemKey: rowAt,
    rangeExtractor: (range: IndexRange) =>
      withPinned(range, selection && [indexOf(selection.from), indexOf(selection.to)]),
  })
  const size = list.getTotalSize()
  const last = snapshot.first + snapshot.count
  const isHeld = selection !== undefined || isAllSelected
  const { isFollowing, follow, stop, onScroll } = useFollow(scroller, { growth: `${last} ${size}`, isHeld })
  const seen = useSeenUntil(last, isFollowing && !isHeld)

  useDroppedLines(scroller, { first: snapshot.first, isFollowing, isFiltered: only !== undefined })
  useEffect(() => list.measure(), [list, wrap])

  const target = currentMatch === undefined ? undefined : `${currentMatch.row} ${currentMatch.occurrence}`
  const targetIndex = currentMatch === undefined ? -1 : indexOf(currentMatch.row)
  useEffect(() => {
    if (target === undefined || targetIndex < 0) return
    stop()
    list.scrollToIndex(targetIndex, { align: 'center' })
    // Where the list stands is of no concern here: only a new target moves it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [target])

  const copy = (event: ClipboardEvent) => {
    const range = document.getSelection()
    const text = isAllSelected
      ? logText(snapshot, look, messages)
      : selection !== undefined && range !== null && range.rangeCount > 0
        ? selectedText(range.getRangeAt(0), selection, (row) => {
            const entry = entryOf(row)
            return entry === undefined ? '' : entryText(entry, look, messages)
          })
        : undefined
    if (text === undefined) return
    event.preventDefault()
    event.clipboardData.setData('text/plain', text)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const isCommand = event.ctrlKey || event.metaKey
    if (isCommand && event.key === 'f') {
      // The browser finds only the rows that are in the page.
      event.preventDefault()
      onFind()
    } else if (isCommand && event.key === 'a') {
      // The browser would select the few rows that are there; what is meant is the log.
      event.preventDefault()
      document.getSelection()?.removeAllRanges()
      setIsAllSelected(true)
    } else if (event.key === 'Escape') setIsAllSelected(false)
  }

  const jumpToEnd = useCallback(() => {
    document.getSelection()?.removeAllRanges()
    setIsAllSelected(false)
    follow()
    scroller.current?.focus({ preventScroll: true })
  }, [follow])

  return (
    <div className="catalyst-log-frame">
      <div
        ref={scroller}
        className="catalyst-log-screen"
        role="log"
        // A screen reader would read every line of a storm: the status bar tells what is new instead.
        aria-live="off"
        aria-label={label}
        tabIndex={0}
        data-wrap={wrap ? '' : undefined}
        data-selected={isAllSelected ? '' : undefined}
        onScroll={onScroll}
        onKeyDown={onKeyDown}
        onPointerDown={() => setIsAllSelected(false)}
        onCopy={copy}
      >
        {count === 0 ? (
          <div className="catalyst-log-empty">{children}</div>
        ) : (
          <div className="catalyst-log-rows" style={{ height: size }}>
            {list.getVirtualItems().map(({ key, index, start }) => {
              const row = rowAt(index)
              const entry = entryOf(row)
              if (entry === undefined) return null
              return (
                <LogRow
                  key={String(key)}
                  entry={entry}
                  row={row}
                  index={index}
                  start={start}
                  look={look}
                  query={query}
                  currentMatch={currentMatch?.row === row ? currentMatch.occurrence : undefined}
                  messages={messages}
                  measure={wrap ? list.measureElement : undefined}
                />
              )
            })}
          </div>
        )}
      </div>
      {count > 0 && !(isFollowing && !isHeld) && (
        <button type="button" className="catalyst-button catalyst-log-jump" data-variant="primary" onClick={jumpToEnd}>
          <ArrowDownIcon />
          {last > seen ? messages.newLines(last - seen) : messages.jumpToEnd}
        </button>
      )}
    </div>
  )
}

/** The rows that can be seen, and those where a selection begins and ends: a row that goes takes the selection with it. */
function withPinned(range: IndexRange, pinned: readonly number[] = []): number[] {
  const visible = defaultRangeExtractor(range)
  const extra = pinned.filter((index) => index >= 0 && index < range.count && !visible.includes(index))
  return extra.length === 0 ? visible : [...new Set([...visible, ...extra])].sort((left, right) => left - right)
}

/** The number of the last entry that was on the screen while the view stood at the end. */
function useSeenUntil(last: number, isAtEnd: boolean): number {
  const [seen, setSeen] = useState(last)
  if (isAtEnd && seen !== last) setSeen(last)
  return isAtEnd ? last : seen
}

interface DroppedLines {
  first: number
  isFollowing: boolean
  isFiltered: boolean
}

/** When the oldest lines are dropped, what the reader looks at stays where it is. */
function useDroppedLines(
  scroller: { current: HTMLElement | null },
  { first, isFollowing, isFiltered }: DroppedLines,
): void {
  const before = useRef(first)
  useIsomorphicLayoutEffect(() => {
    const dropped = first - before.current
    before.current = first
    const element = scroller.current
    if (dropped > 0 && element !== null && !isFollowing && !isFiltered) element.scrollBy({ top: -dropped * rowHeight })
  }, [scroller, first, isFollowing, isFiltered])
}
