import { createContext, useContext, useEffect, useState } from 'react'

/** Where components read the time from, so that pictures and tests can hold it still. */
export const ClockContext = createContext<() => number>(Date.now)

/**
 * The time in milliseconds, renewed at an interval. All that wait for the same interval share one timer, and are renewed together.
 * @param intervalMs `undefined` where nothing on the screen depends on the time right now.
 */
export function useNow(intervalMs: number | undefined): number {
  const clock = useContext(ClockContext)
  const [now, setNow] = useState(clock)
  useEffect(() => {
    if (intervalMs === undefined) return
    const tick = (time: number) => setNow((before) => (Math.abs(time - before) < intervalMs / 2 ? before : time))
    // What was read before the interval began may be old.
    tick(clock())
    return onTick(tick, { clock, intervalMs })
  }, [clock, intervalMs])
  return now
}

interface Ticker {
  listeners: Set<(now: number) => void>
  timer: ReturnType<typeof setInterval>
}

const tickers = new WeakMap<() => number, Map<number, Ticker>>()

function onTick(
  listener: (now: number) => void,
  { clock, intervalMs }: { clock: () => number; intervalMs: number },
): () => void {
  const ofClock = tickers.get(clock) ?? new Map<number, Ticker>()
  tickers.set(clock, ofClock)
  const ticker = ofClock.get(intervalMs) ?? startTicker(clock, intervalMs)
  ofClock.set(intervalMs, ticker)
  ticker.listeners.add(listener)
  return () => {
    ticker.listeners.delete(listener)
    if (ticker.listeners.size > 0) return
    clearInterval(ticker.timer)
    ofClock.delete(intervalMs)
  }
}

function startTicker(clock: () => number, intervalMs: number): Ticker {
  const listeners = new Set<(now: number) => void>()
  const timer = setInterval(() => {
    const now = clock()
    for (const listener of [...listeners]) listener(now)
  }, intervalMs)
  return { listeners, timer }
}
