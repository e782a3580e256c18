import type { ConnectionState } from '@catalyst/sdk'
import { useCallback, useSyncExternalStore } from 'react'
import { useCatalystClient } from '../provider/useCatalystClient.ts'

/** How the client's event stream is doing, and a way to try again at once. */
export function useConnection(): ConnectionState & { retry: () => void } {
  const { connection } = useCatalystClient()
  const subscribe = useCallback((onChange: () => void) => connection.subscribe(onChange), [connection])
  const state = useSyncExternalStore(
    subscribe,
    () => connection.get(),
    () => serverState,
  )
  const retry = useCallback(() => connection.retry(), [connection])
  return { ...state, retry }
}

/** A server watches nothing. */
const serverState: ConnectionState = { state: 'idle', since: new Date(0) }
