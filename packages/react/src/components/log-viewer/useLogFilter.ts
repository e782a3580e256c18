import { useEffect, useMemo, useState } from 'react'
import type { LogFilter } from './LogFilter.ts'
import type { LogLook } from './LogLook.ts'
import type { LogSnapshot } from './LogSnapshot.ts'
import { compileQuery, type Finder } from './search/compileQuery.ts'
import { LogMatches } from './search/LogMatches.ts'
import { LogScan, type LogScanResult } from './search/LogScan.ts'
import type { RowList } from './search/RowList.ts'

/** What a filter lets through, as far as it is known. */
export interface LogFiltered {
  /** The entries that are shown; `undefined` when all are. Filled as the log is looked through. */
  readonly rows: RowList | undefined
  /** How many entries are shown. */
  readonly shown: number
  /** Number of the entry at an index of those shown. */
  rowAt: (index: number) => number | undefined
  /** Index of the first entry shown whose number is not below this. */
  indexFrom: (row: number) => number
  /** Whether what is shown are pieces of the log, between which something is left out. */
  readonly isExcerpt: boolean
  readonly matches: LogMatches
  /** Finds the query in a line; `undefined` when nothing is looked for. */
  readonly finder: Finder | undefined
  /** How much of the log was looked through, up to 1. */
  readonly progress: number
  /** Why the query can not be looked for. */
  readonly problem: string | undefined
}

/** Milliseconds for which a large log is looked through at a time. */
const slice = 10

const nothing: LogScanResult = { rows: undefined, matches: new LogMatches(), progress: 1 }

/** Looks for what a filter asks for, in slices between which the page stays alive. */
export function useLogFilter(snapshot: LogSnapshot, filter: LogFilter, { json }: Pick<LogLook, 'json'>): LogFiltered {
  // A text, because filters are values that callers may write anew with every render.
  const what = JSON.stringify(filter)
  const { log } = snapshot
  const isExcerpt = filter.onlyMatches && filter.context > 0
  const { scan, finder, problem } = useMemo(() => {
    const parsed = JSON.parse(what) as LogFilter
    const compiled = compileQuery(parsed)
    const options = { filter: parsed, finder: compiled.finder, json }
    return { ...compiled, scan: isIdle(options) ? undefined : new LogScan(options), log }
  }, [what, json, log])
  const [, goOn] = useState(0)
  const result = scan?.read(snapshot, slice) ?? nothing
  useEffect(() => {
    if (result.progress === 1) return
    const timer = setTimeout(() => goOn((count) => count + 1), 0)
    return () => clearTimeout(timer)
  }, [result])
  return useMemo(
    () => ({ ...result, ...shownOf(snapshot, result.rows), finder, problem, isExcerpt }),
    [result, snapshot, finder, problem, isExcerpt],
  )
}

function isIdle({ filter, finder }: { filter: LogFilter; finder: Finder | undefined }): boolean {
  return finder === undefined && filter.severities === undefined && filter.hiddenSources.length === 0
}

function shownOf({ first, count }: LogSnapshot, rows: RowList | undefined) {
  if (rows !== undefined) {
    return {
      shown: rows.length,
      rowAt: (index: number) => rows.at(index),
      indexFrom: (row: number) => rows.indexFrom(row),
    }
  }
  return {
    shown: count,
    rowAt: (index: number) => (index >= 0 && index < count ? first + index : undefined),
    indexFrom: (row: number) => Math.max(0, Math.min(count, row - first)),
  }
}
