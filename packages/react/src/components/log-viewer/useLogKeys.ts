import type { KeyboardEvent } from 'react'
import { logKeyAction, type LogKeyAction } from './logKeys.ts'

/** Runs what a key stands for, where it was pressed on the lines and nobody had it before. */
export function useLogKeys(
  actions: Partial<Record<LogKeyAction, (() => void) | undefined>>,
): (event: KeyboardEvent) => void {
  return (event) => {
    const isOnLines = event.target instanceof Element && event.target.matches('[role=log]')
    if (!isOnLines || event.defaultPrevented) return
    const action = event.key === 'Escape' ? 'leave' : logKeyAction(event)
    const run = action && actions[action]
    if (run === undefined) return
    event.preventDefault()
    // What is left is something of the log's, not a dialog around it.
    event.stopPropagation()
    run()
  }
}
