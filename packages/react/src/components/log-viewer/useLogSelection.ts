import { useEffect, useState, type RefObject } from 'react'

/** The entries between which text is selected, in the order of the log. */
export interface LogSelection {
  from: number
  to: number
}

/** The entries of a log in which the reader's text selection begins and ends; `undefined` without one. */
export function useLogSelection(scroller: RefObject<HTMLElement | null>): LogSelection | undefined {
  const [selection, setSelection] = useState<LogSelection>()
  useEffect(() => {
    const onChange = () => {
      const next = readSelection(scroller.current)
      setSelection((before) => (before?.from === next?.from && before?.to === next?.to ? before : next))
    }
    document.addEventListener('selectionchange', onChange)
    return () => document.removeEventListener('selectionchange', onChange)
  }, [scroller])
  return selection
}

function readSelection(scroller: HTMLElement | null): LogSelection | undefined {
  const selection = document.getSelection()
  if (scroller === null || selection === null || selection.isCollapsed || selection.rangeCount === 0) return undefined
  const range = selection.getRangeAt(0)
  const from = rowOf(range.startContainer, scroller)
  const to = rowOf(range.endContainer, scroller)
  return from === undefined || to === undefined ? undefined : { from, to }
}

function rowOf(node: Node, scroller: HTMLElement): number | undefined {
  const row = rowElement(node)
  return row !== undefined && scroller.contains(row) ? Number(row.dataset['row']) : undefined
}

/** The row that a node is in. */
function rowElement(node: Node): HTMLElement | undefined {
  const element = node instanceof Element ? node : node.parentElement
  return element?.closest<HTMLElement>('[data-row]') ?? undefined
}

/**
 * The text between two rows of a selection that the screen may hold only in part.
 * @param textOf gives the rows in between as they would be read.
 */
export function selectedText(range: Range, { from, to }: LogSelection, textOf: (row: number) => string): string {
  const head = rowElement(range.startContainer)
  const tail = rowElement(range.endContainer)
  if (from === to || head === undefined || tail === undefined) return range.toString()
  const first = document.createRange()
  first.setStart(range.startContainer, range.startOffset)
  first.setEnd(head, head.childNodes.length)
  const last = document.createRange()
  last.setStart(tail, 0)
  last.setEnd(range.endContainer, range.endOffset)
  const lines = [first.toString()]
  for (let row = from + 1; row < to; row++) lines.push(textOf(row))
  return [...lines, last.toString()].join('\n')
}
