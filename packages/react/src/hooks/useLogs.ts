import type { LogOptions, LogTarget } from '@catalyst/sdk'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { LogBuffer } from '../components/log-viewer/LogBuffer.ts'
import { useCatalystClient } from '../provider/useCatalystClient.ts'
import { LogFollower, type LogFollowerState } from './LogFollower.ts'

export interface UseLogsOptions extends LogOptions {
  /** Entries that are kept; above it the oldest go. @default 100_000 */
  limit?: number | undefined
}

export interface UseLogsResult extends LogFollowerState {
  /** Where the lines are: a store outside of React, so that a fast log renders nothing but what shows it. */
  buffer: LogBuffer
  /** Forgets the lines that are here and goes on. */
  clear: () => void
  /** Begins anew, after a failure or an end. */
  restart: () => void
}

/** Follows a log through every loss of the connection, as long as the component is there. */
export function useLogs(target: LogTarget, { limit = 100_000, ...options }: UseLogsOptions = {}): UseLogsResult {
  const client = useCatalystClient()
  // A text, because callers write target and options as literals, which are new objects with every render.
  const what = JSON.stringify({ target, options })
  const follower = useMemo(() => {
    const parsed = JSON.parse(what) as { target: LogTarget; options: LogOptions }
    return new LogFollower(client, parsed.target, { ...parsed.options, limit })
  }, [client, what, limit])
  useEffect(() => follower.start(), [follower])
  const state = useSyncExternalStore(follower.subscribe, follower.getState, follower.getState)
  return useMemo(
    () => ({
      ...state,
      buffer: follower.buffer,
      clear: follower.clear,
      restart: follower.restart,
    }),
    [follower, state],
  )
}
