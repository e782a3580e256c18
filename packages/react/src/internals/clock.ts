import { createContext, useContext, useEffect, useState } from 'react'

/** Where components read the time from, so that pictures and tests can hold it still. */
export const ClockContext = createContext<() => number>(Date.now)

/**
 * The time in milliseconds, renewed at an interval.
 * @param intervalMs `undefined` where nothing on the screen depends on the time right now.
 */
export function useNow(intervalMs: number | undefined): number {
  const clock = useContext(ClockContext)
  const [now, setNow] = useState(clock)
  useEffect(() => {
    if (intervalMs === undefined) return
    const tick = () => setNow(clock())
    tick()
    const timer = setInterval(tick, intervalMs)
    return () => clearInterval(timer)
  }, [clock, intervalMs])
  return now
}
