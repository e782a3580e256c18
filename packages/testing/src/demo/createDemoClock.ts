import type { ClusterClock } from '../cluster/clock/Clock.ts'

/** A clock behind which one can write down an earlier time. */
export interface DemoClock extends ClusterClock {
  /** What is written meanwhile is so many milliseconds old. Timers are not concerned. */
  backdate<TResult>(ms: number, write: () => Promise<TResult>): Promise<TResult>
}

/** So that environments can be days old when a demo begins: API servers date objects themselves. */
export function createDemoClock(clock: ClusterClock): DemoClock {
  let shift = 0
  return {
    now: () => clock.now() - shift,
    setTimer: (callback, ms) => clock.setTimer(callback, ms),
    sleep: (ms, options) => clock.sleep(ms, options),
    get isStopped() {
      return clock.isStopped
    },
    stop: () => clock.stop(),
    start: () => clock.start(),
    advance: (ms) => clock.advance(ms),
    async backdate(ms, write) {
      shift = ms
      try {
        return await write()
      } finally {
        shift = 0
      }
    },
  }
}
