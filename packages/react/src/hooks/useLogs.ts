import type { LogOptions, LogTarget } from '@catalyst/sdk'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { useCatalystClient } from '../provider/useCatalystClient.ts'
import { createLogStore } from './createLogStore.ts'
import { initialLogState, type LogFollowerState } from './LogFollowerState.ts'

export interface UseLogsOptions extends LogOptions {
  /** Entries that are kept; above it the oldest go. @default 1_000_000 */
  limit?: number | undefined
}

export interface UseLogsResult extends LogFollowerState {
  /** Forgets the lines that are here and goes on. */
  clear: () => void
  /** Begins anew, after a failure or an end. */
  restart: () => void
}

/** Follows a log through every loss of the connection, as long as the component is there. */
export function useLogs(target: LogTarget, { limit = 1_000_000, ...options }: UseLogsOptions = {}): UseLogsResult {
  const client = useCatalystClient()
  // A text, because callers write target and options as literals, which are new objects with every render.
  const what = JSON.stringify({ target, options })
  const store = useMemo(() => {
    const parsed = JSON.parse(what) as { target: LogTarget; options: LogOptions }
    return createLogStore(client, parsed.target, { ...parsed.options, limit })
  }, [client, what, limit])
  useEffect(() => store.start(), [store])
  const state = useSyncExternalStore(store.subscribe, store.getState, () => initialLogState)
  return useMemo(() => ({ ...state, clear: store.clear, restart: store.restart }), [store, state])
}
