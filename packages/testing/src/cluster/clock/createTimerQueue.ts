export interface Timer {
  readonly at: number
  readonly callback: () => void
}

/** Timers in the order in which they fire: by time, and equal ones as they were added. */
export interface TimerQueue {
  add(at: number, callback: () => void): Timer
  remove(timer: Timer): void
  next(): Timer | undefined
  /** Takes out the next one if its time has come. */
  takeDue(now: number): Timer | undefined
}

export function createTimerQueue(): TimerQueue {
  // Sorted backwards, so that the next one is taken from the end.
  const timers: Timer[] = []

  /** Where a timer of this time belongs: in front of all that fire no later. */
  function positionOf(at: number): number {
    let low = 0
    let high = timers.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((timers[middle]?.at ?? Infinity) <= at) high = middle
      else low = middle + 1
    }
    return low
  }

  return {
    add(at, callback) {
      const timer = { at, callback }
      timers.splice(positionOf(at), 0, timer)
      return timer
    },
    remove(timer) {
      const index = timers.indexOf(timer, positionOf(timer.at))
      if (index >= 0) timers.splice(index, 1)
    },
    next: () => timers.at(-1),
    takeDue: (now) => ((timers.at(-1)?.at ?? Infinity) <= now ? timers.pop() : undefined),
  }
}
