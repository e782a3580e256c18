import { logBlob, logText, type LogTextOptions } from './logBlob.ts'
import type { LogFiltered } from './useLogFilter.ts'
import { selectedEnds, type LogSelection } from './useLogSelection.ts'

export interface CopySelectionOptions extends Omit<LogTextOptions, 'filtered'> {
  filtered: LogFiltered
  /** What is selected: all, entries, or nothing that the browser would not copy by itself. */
  selected: 'all' | LogSelection | undefined
}

/** Entries above which the text is written in slices, and copied when it is there. */
const large = 20_000

/**
 * Copies what is selected in a log, whether the page holds it or not.
 * @returns when it is copied; `undefined` when nothing is selected.
 */
export function copySelection(event: ClipboardEvent, options: CopySelectionOptions): Promise<void> | undefined {
  const { selected, filtered } = options
  if (selected === undefined) return undefined
  if (selected === 'all') return write(event, { ...options, from: 0, to: filtered.shown, ends: { head: '', tail: '' } })
  const selection = document.getSelection()
  if (selection === null || selection.rangeCount === 0) return undefined
  const { head, tail } = selectedEnds(selection.getRangeAt(0))
  if (tail === undefined) return write(event, { ...options, from: 0, to: 0, ends: { head, tail: '' } })
  const from = filtered.indexFrom(selected.from + 1)
  return write(event, { ...options, from, to: filtered.indexFrom(selected.to), ends: { head: `${head}\n`, tail } })
}

interface WriteOptions extends LogTextOptions {
  from: number
  to: number
  /** Text before and after the entries. */
  ends: { head: string; tail: string }
}

async function write(event: ClipboardEvent, options: WriteOptions): Promise<void> {
  const { from, to, ends } = options
  event.preventDefault()
  if (to - from <= large || typeof ClipboardItem === 'undefined') {
    event.clipboardData?.setData('text/plain', ends.head + logText(options) + ends.tail)
    return
  }
  const text = logBlob(options).then((blob) => new Blob([ends.head, blob, ends.tail], { type: 'text/plain' }))
  await navigator.clipboard.write([new ClipboardItem({ 'text/plain': text })])
}
