import {
  useCallback,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
} from 'react'
import { useNow } from '../../internals/clock.ts'
import { ArrowDownIcon } from '../../internals/icons.tsx'
import { copySelection } from './copySelection.ts'
import type { LogLook } from './LogLook.ts'
import { LogRows } from './LogRows.tsx'
import type { LogSnapshot } from './LogSnapshot.ts'
import type { LogViewerMessages } from './logViewerMessages.ts'
import type { LogMatch } from './search/LogMatches.ts'
import type { LogFiltered } from './useLogFilter.ts'
import { useLogSelection } from './useLogSelection.ts'
import { useUnseen } from './useUnseen.ts'
import type { LogWindow, WindowContent } from './window/LogWindow.ts'
import { useLogWindow } from './window/useLogWindow.ts'

export interface LogScreenHandle {
  /** Brings a line into view. */
  scrollToRow: (row: number) => void
  toStart: () => void
  /** Goes to the end and follows it. */
  toEnd: () => void
  /** The first row that can be seen. */
  topRow: () => number | undefined
  focus: () => void
}

export interface LogScreenProps {
  snapshot: LogSnapshot
  filtered: LogFiltered
  look: LogLook
  currentMatch: LogMatch | undefined
  /** The line that stands out, as one that a link leads to. */
  line?: number | undefined
  /** The reader took a line by its number. */
  onLineClick?: ((row: number) => void) | undefined
  /** Whether the end is kept in view. */
  following: boolean
  /** The reader left the end, or came back. */
  onFollowingChange: (following: boolean) => void
  /** Told when a large copy is done, or why it is not. */
  onCopied?: ((error?: unknown) => void) | undefined
  label: string
  /** The reader wants to search. */
  onFind: () => void
  messages: LogViewerMessages
  handle?: Ref<LogScreenHandle> | undefined
  /** What stands in an empty screen. */
  children?: ReactNode
}

/** The lines: a scroller that holds only those that can be seen. Renders a `<div role="log">`. */
export function LogScreen(props: LogScreenProps): ReactNode {
  const { snapshot, filtered, look, currentMatch, line, following, label, onFind, messages, handle, children } = props
  const scroller = useRef<HTMLDivElement>(null)
  const spacer = useRef<HTMLDivElement>(null)
  const rows = useRef<HTMLDivElement>(null)
  const { selection, isPressed } = useLogSelection(rows)
  const [isAllSelected, setIsAllSelected] = useState(false)
  const [opened, setOpened] = useState<ReadonlyMap<number, number>>(new Map())
  const now = useNow(look.timestamps === 'relative' ? 1000 : undefined)
  const isSelecting = selection !== undefined || isAllSelected
  const content: WindowContent = {
    count: filtered.shown,
    rowAt: filtered.rowAt,
    indexFrom: filtered.indexFrom,
    isMeasured: look.wrap || opened.size > 0,
    isFollowing: following,
    isHeld: isSelecting || isPressed,
    isComplete: filtered.progress === 1,
  }
  const { list, range } = useLogWindow(content, {
    elements: { scroller, spacer, rows },
    onEndChange: props.onFollowingChange,
  })
  const isAtEnd = following && !isSelecting
  const unseen = useUnseen(snapshot, filtered, isAtEnd)
  useTarget(
    list,
    currentMatch === undefined ? undefined : `${currentMatch.row} ${currentMatch.occurrence}`,
    currentMatch?.row,
  )
  useTarget(list, line === undefined ? undefined : `${line}`, line)
  useSideways(scroller, currentMatch)

  useImperativeHandle(
    handle,
    () => ({
      scrollToRow: (row) => list.scrollToRow(row),
      toStart: () => list.toStart(),
      toEnd: () => list.toEnd(),
      topRow: () => list.topRow,
      focus: () => scroller.current?.focus({ preventScroll: true }),
    }),
    [list],
  )

  const open = useCallback((row: number, times: number) => {
    setOpened((before) => {
      const after = new Map(before)
      if (times === 0) after.delete(row)
      else after.set(row, times)
      return after
    })
  }, [])

  const copy = (event: ClipboardEvent) => {
    const selected = isAllSelected ? 'all' : selection
    const copying = copySelection(event.nativeEvent, { snapshot, filtered, look, messages, now, selected })
    copying?.then(
      () => props.onCopied?.(),
      (error: unknown) => props.onCopied?.(error),
    )
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const isCommand = event.ctrlKey || event.metaKey
    const isPlain = !event.shiftKey && !event.altKey && event.target === scroller.current
    const run = (action: () => void) => {
      event.preventDefault()
      action()
    }
    // The browser finds and selects only the rows that are in the page, and does not know where a long log ends.
    if (isCommand && event.key === 'f') run(onFind)
    else if (isCommand && event.key === 'a') {
      run(() => {
        document.getSelection()?.removeAllRanges()
        setIsAllSelected(true)
      })
    } else if (event.key === 'Home' && isPlain) run(() => list.toStart())
    else if (event.key === 'End' && isPlain) run(() => list.toEnd())
    else if (event.key === 'Enter' && isPlain && line !== undefined) run(() => open(line, opened.has(line) ? 0 : 1))
    else if (event.key === 'Escape' && isAllSelected) run(() => setIsAllSelected(false))
  }

  const jumpToEnd = () => {
    document.getSelection()?.removeAllRanges()
    setIsAllSelected(false)
    list.toEnd()
    scroller.current?.focus({ preventScroll: true })
  }

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
        data-wrap={look.wrap ? '' : undefined}
        data-measured={content.isMeasured ? '' : undefined}
        data-selected={isAllSelected ? '' : undefined}
        onKeyDown={onKeyDown}
        onPointerDown={() => setIsAllSelected(false)}
        onCopy={copy}
      >
        <div ref={spacer} className="catalyst-log-rows">
          <div ref={rows} className="catalyst-log-window">
            <LogRows
              snapshot={snapshot}
              filtered={filtered}
              range={range}
              selection={selection}
              look={look}
              currentMatch={currentMatch}
              line={line}
              opened={opened}
              onOpen={open}
              onLineClick={props.onLineClick}
              now={look.timestamps === 'relative' ? now : 0}
              messages={messages}
            />
          </div>
        </div>
        {filtered.shown === 0 && <div className="catalyst-log-empty">{children}</div>}
      </div>
      {filtered.shown > 0 && !isAtEnd && (
        <button type="button" className="catalyst-button catalyst-log-jump" data-variant="primary" onClick={jumpToEnd}>
          <ArrowDownIcon />
          {unseen > 0 ? messages.newLines(unseen) : messages.jumpToEnd}
        </button>
      )}
    </div>
  )
}

/** Brings a row into view when another one is meant, however the list changes meanwhile. */
function useTarget(list: LogWindow, target: string | undefined, row: number | undefined): void {
  useEffect(() => {
    if (target !== undefined && row !== undefined) list.scrollToRow(row)
  }, [list, target, row])
}

/** A match may stand far to the side in a long line. */
function useSideways(scroller: { readonly current: HTMLElement | null }, currentMatch: LogMatch | undefined): void {
  useEffect(() => {
    if (currentMatch === undefined) return
    // In the next frame: the row may have to come into the page first.
    const frame = requestAnimationFrame(() => {
      const element = scroller.current
      const mark = element?.querySelector('mark[data-current]')
      if (element === null || mark === null || mark === undefined) return
      const view = element.getBoundingClientRect()
      const { left, right } = mark.getBoundingClientRect()
      if (left < view.left || right > view.right) element.scrollBy({ left: left - view.left - view.width / 2 })
    })
    return () => cancelAnimationFrame(frame)
  }, [scroller, currentMatch])
}
