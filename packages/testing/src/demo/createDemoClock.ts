import type { ClusterClock } from '../cluster/clock/Clock.ts'

/** A clock that can leave out days. */
export interface DemoClock extends ClusterClock {
  /** It is this time now, in milliseconds since 1970-01-01T00:00:00Z, unless it is later already. Who waits goes on waiting as long as before. */
  leapTo(time: number): void
}

/** So that a demo can begin long ago, and be told without what repeats itself day by day. */
export function createDemoClock(clock: ClusterClock): DemoClock {
  let leapt = 0
  const now = () => clock.now() + leapt
  return {
    now,
    setTimer: (callback, ms) => clock.setTimer(callback, ms),
    sleep: (ms, options) => clock.sleep(ms, options),
    get isStopped() {
      return clock.isStopped
    },
    stop: () => clock.stop(),
    start: () => clock.start(),
    advance: (ms) => clock.advance(ms),
    leapTo(time) {
      leapt += Math.max(time - now(), 0)
    },
  }
}
