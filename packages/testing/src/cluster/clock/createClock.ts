import type { ClusterClock } from './Clock.ts'
import { createTimerQueue } from './createTimerQueue.ts'
import { settle } from './settle.ts'

export interface ClockOptions {
  /** Where it starts, in milliseconds since 1970-01-01T00:00:00Z. @default the time of this computer */
  now?: number | undefined
  /** Whether it stands until it is advanced. @default false */
  stopped?: boolean | undefined
}

/** The longest delay that `setTimeout` takes; it fires at once when given more. */
const longestTimeout = 2 ** 31 - 1

/** A clock that runs with the computer's until it is stopped, and then only as far as it is advanced. */
export function createClock({ now: start = Date.now(), stopped = false }: ClockOptions = {}): ClusterClock {
  const timers = createTimerQueue()
  /** The time on this clock when it was last started or stopped, and of the computer then. */
  let base = start
  let startedAt: number | undefined = stopped ? undefined : performance.now()
  let wake: NodeJS.Timeout | undefined

  function now(): number {
    return startedAt === undefined ? base : Math.floor(base + performance.now() - startedAt)
  }

  /** Fires what is due, then waits for the next one, as long as time runs by itself. */
  function run(): void {
    wake = undefined
    for (let due = timers.takeDue(now()); due !== undefined; due = timers.takeDue(now())) due.callback()
    plan()
  }

  function plan(): void {
    clearTimeout(wake)
    wake = undefined
    const next = timers.next()
    if (startedAt === undefined || next === undefined) return
    wake = setTimeout(run, Math.min(Math.max(next.at - now(), 0), longestTimeout))
    // A cluster that is never closed must not keep its process alive.
    wake.unref()
  }

  const clock: ClusterClock = {
    now,
    get isStopped() {
      return startedAt === undefined
    },
    setTimer(callback, ms) {
      const timer = timers.add(now() + Math.max(ms, 0), callback)
      if (timers.next() === timer) plan()
      return {
        [Symbol.dispose]() {
          const wasNext = timers.next() === timer
          timers.remove(timer)
          if (wasNext) plan()
        },
      }
    },
    sleep(ms, { signal } = {}) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted === true) return reject(signal.reason as Error)
        const stop = () => {
          timer[Symbol.dispose]()
          reject(signal?.reason as Error)
        }
        const timer = clock.setTimer(() => {
          signal?.removeEventListener('abort', stop)
          resolve()
        }, ms)
        signal?.addEventListener('abort', stop, { once: true })
      })
    },
    stop() {
      if (startedAt === undefined) return
      base = now()
      startedAt = undefined
      plan()
    },
    start() {
      startedAt ??= performance.now()
      plan()
    },
    async advance(ms) {
      const target = now() + ms
      await settle()
      for (;;) {
        const next = timers.next()
        if (next === undefined || next.at > target) break
        timers.takeDue(next.at)
        moveTo(next.at)
        next.callback()
        await settle()
      }
      moveTo(target)
      plan()
    },
  }

  /** Never back: a clock that runs may have come further by itself. */
  function moveTo(time: number): void {
    if (time <= now()) return
    base = time
    if (startedAt !== undefined) startedAt = performance.now()
  }

  return clock
}
