import { useState } from 'react'
import type { LogMatch } from './search/LogMatches.ts'
import type { LogFiltered } from './useLogFilter.ts'

export interface LogSearchState {
  /** Number of the current match, from 0. */
  current: number | undefined
  currentMatch: LogMatch | undefined
  /** Goes to the next or previous match. The first step leads to the newest one at or above what is on the screen. */
  step: (by: 1 | -1) => void
  /** Leaves the current match, because something else is looked for. */
  reset: () => void
}

/** Where the reader is among the matches of a search. */
export function useLogSearch({ matches }: LogFiltered): LogSearchState {
  // A match, not its number: older lines that go take their matches with them.
  const [currentMatch, setCurrentMatch] = useState<LogMatch>()
  const current = currentMatch === undefined ? undefined : matches.numberOf(currentMatch)
  return {
    current,
    currentMatch,
    step(by) {
      const { total } = matches
      if (total === 0) return
      // What one looks for in a log is mostly at its end.
      setCurrentMatch(matches.at(current === undefined ? total - 1 : (current + by + total) % total))
    },
    reset: () => setCurrentMatch(undefined),
  }
}
