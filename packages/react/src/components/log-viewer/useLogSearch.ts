import { useDeferredValue, useMemo, useState } from 'react'
import type { LogSnapshot } from './LogBuffer.ts'
import { LogSearch, matchAt, totalOf, type LogMatch, type LogMatches } from './LogSearch.ts'

export interface LogSearchState {
  /** What stands in the field. */
  query: string
  /** What the lines are marked by: follows the field when there is time. */
  markedQuery: string
  setQuery: (query: string) => void
  total: number
  /** Number of the current match, from 0. */
  current: number | undefined
  currentMatch: LogMatch | undefined
  step: (by: 1 | -1) => void
  onlyMatches: boolean
  setOnlyMatches: (onlyMatches: boolean) => void
  /** The entries to show, where only matching ones are. */
  only: LogMatches | undefined
}

/** The search in a log: what is looked for, what was found, where the reader is. */
export function useLogSearch(snapshot: LogSnapshot): LogSearchState {
  const [query, setQuery] = useState('')
  const [current, setCurrent] = useState<number>()
  const [onlyMatches, setOnlyMatches] = useState(false)
  const markedQuery = useDeferredValue(query)
  const search = useMemo(() => new LogSearch(markedQuery), [markedQuery])
  const matches = search.read(snapshot)
  const total = totalOf(matches)
  return {
    query,
    markedQuery,
    setQuery(next) {
      setQuery(next)
      setCurrent(undefined)
    },
    total,
    current,
    currentMatch: current === undefined ? undefined : matchAt(matches, current),
    step: (by) => setCurrent((before) => nextOf(before, by, total)),
    onlyMatches,
    setOnlyMatches,
    only: onlyMatches && markedQuery !== '' ? matches : undefined,
  }
}

/** The first step goes to the newest match: what one looks for in a log is mostly at its end. */
function nextOf(before: number | undefined, by: 1 | -1, total: number): number | undefined {
  if (total === 0) return undefined
  return before === undefined ? total - 1 : (before + by + total) % total
}
