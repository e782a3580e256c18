import { useEffect, useState, type RefObject } from 'react'

/** The entries between which text is selected, in the order of the log. */
export interface LogSelection {
  from: number
  to: number
}

export interface LogSelectionState {
  /** `undefined` when nothing is selected. */
  selection: LogSelection | undefined
  /** Whether the reader is about to select: a button of the pointer is down on a line. */
  isPressed: boolean
}

/** The entries of a log in which the reader's text selection begins and ends. */
export function useLogSelection(rows: RefObject<HTMLElement | null>): LogSelectionState {
  const [selection, setSelection] = useState<LogSelection>()
  const [isPressed, setIsPressed] = useState(false)
  useEffect(() => {
    const element = rows.current
    const events = new AbortController()
    const { signal } = events
    const onChange = () => {
      const next = readSelection(element)
      setSelection((before) => (before?.from === next?.from && before?.to === next?.to ? before : next))
    }
    // A touch scrolls first of all.
    const onPress = (event: PointerEvent) => setIsPressed(event.pointerType === 'mouse' && event.button === 0)
    const onRelease = () => setIsPressed(false)
    document.addEventListener('selectionchange', onChange, { signal })
    element?.addEventListener('pointerdown', onPress, { signal })
    document.addEventListener('pointerup', onRelease, { signal })
    document.addEventListener('pointercancel', onRelease, { signal })
    return () => events.abort()
  }, [rows])
  return { selection, isPressed }
}

function readSelection(rows: HTMLElement | null): LogSelection | undefined {
  const selection = document.getSelection()
  if (rows === null || selection === null || selection.isCollapsed || selection.rangeCount === 0) return undefined
  const range = selection.getRangeAt(0)
  const from = rowOf(range.startContainer, rows)
  const to = rowOf(range.endContainer, rows)
  return from === undefined || to === undefined ? undefined : { from, to }
}

function rowOf(node: Node, rows: HTMLElement): number | undefined {
  const row = rowElement(node)
  return row !== undefined && rows.contains(row) ? Number(row.dataset['row']) : undefined
}

/** The row that a node is in. */
function rowElement(node: Node): HTMLElement | undefined {
  const element = node instanceof Element ? node : node.parentElement
  return element?.closest<HTMLElement>('[data-row]') ?? undefined
}

/**
 * The text of the first and of the last row of a selection that goes over several, of which the page may lack those in between; of a
 * selection within one row, all of it.
 */
export function selectedEnds(range: Range): { head: string; tail?: string } {
  const head = rowElement(range.startContainer)
  const tail = rowElement(range.endContainer)
  if (head === undefined || tail === undefined || head === tail) return { head: range.toString() }
  const first = document.createRange()
  first.setStart(range.startContainer, range.startOffset)
  first.setEnd(head, head.childNodes.length)
  const last = document.createRange()
  last.setStart(tail, 0)
  last.setEnd(range.endContainer, range.endOffset)
  return { head: first.toString(), tail: last.toString() }
}
