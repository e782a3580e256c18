import type { CatalystClient, LogTarget } from '@catalyst/sdk'
import { initialLogState, type LogFollowerState } from './LogFollowerState.ts'
import type { LogFollower, LogFollowerOptions } from './LogFollower.ts'

/** A log that is followed as long as somebody wants it; what follows it is loaded when it is first wanted. */
export interface LogStore {
  getState: () => LogFollowerState
  subscribe: (listener: () => void) => () => void
  /** Begins; what an earlier start brought is forgotten. @returns the call that ends it. */
  start: () => () => void
  restart: () => void
  clear: () => void
}

export function createLogStore(client: CatalystClient, target: LogTarget, options: LogFollowerOptions): LogStore {
  const listeners = new Set<() => void>()
  let follower: LogFollower | undefined
  let failed: LogFollowerState | undefined
  let stop: (() => void) | undefined
  let starts = 0
  const tell = () => {
    for (const listener of [...listeners]) listener()
  }

  async function begin(start: number): Promise<void> {
    try {
      const { LogFollower } = await import('./LogFollower.ts')
      if (start !== starts) return
      failed = undefined
      if (follower === undefined) {
        follower = new LogFollower(client, target, options)
        follower.subscribe(tell)
      }
      stop = follower.start()
    } catch (error) {
      if (start !== starts) return
      failed = { ...initialLogState, status: { state: 'failed', error } }
    }
    tell()
  }

  function end(): void {
    starts += 1
    stop?.()
    stop = undefined
  }

  function restart(): void {
    end()
    void begin(starts)
  }

  return {
    getState: () => failed ?? follower?.getState() ?? initialLogState,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    start() {
      restart()
      return end
    },
    restart,
    clear: () => follower?.clear(),
  }
}
