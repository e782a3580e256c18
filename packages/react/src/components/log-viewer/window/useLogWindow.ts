import { useState, useSyncExternalStore, type RefObject } from 'react'
import { useIsomorphicLayoutEffect, useLatest } from '../../../internals/useLatest.ts'
import { LogWindow, type WindowContent, type WindowElements, type WindowRange } from './LogWindow.ts'

export interface UseLogWindowOptions {
  elements: { [Name in keyof WindowElements]: RefObject<WindowElements[Name] | null> }
  /** The reader left the end, or came back. */
  onEndChange: (isAtEnd: boolean) => void
}

/** A window onto a long list, and which of its rows have to be in the page. */
export function useLogWindow(
  content: WindowContent,
  { elements, onEndChange }: UseLogWindowOptions,
): { list: LogWindow; range: WindowRange } {
  const { scroller, spacer, rows } = elements
  const latest = useLatest(onEndChange)
  const [list] = useState(() => new LogWindow({ onEndChange: (isAtEnd) => latest.current(isAtEnd) }))
  useSyncExternalStore(list.subscribe, list.getVersion, list.getVersion)
  const range = list.rangeOf(content)
  useIsomorphicLayoutEffect(() => {
    if (scroller.current === null || spacer.current === null || rows.current === null) return
    return list.attach({ scroller: scroller.current, spacer: spacer.current, rows: rows.current })
  }, [list, scroller, spacer, rows])
  useIsomorphicLayoutEffect(() => list.show(content, range))
  return { list, range }
}
