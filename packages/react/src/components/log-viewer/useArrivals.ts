import { useEffect, useState } from 'react'
import { useLatest } from '../../internals/useLatest.ts'

/**
 * How many lines arrived, told now and then, for a live region: a screen reader that read every one of a storm would say nothing else.
 * @param last number of the last line that arrived.
 * @param pace milliseconds between two counts.
 */
export function useArrivals(last: number, pace = 10_000): number {
  const [told, setTold] = useState({ last, count: 0 })
  const latest = useLatest(last)
  // Another log has begun.
  if (last < told.last) setTold({ last, count: 0 })
  const hasNews = last > told.last
  useEffect(() => {
    if (!hasNews) return
    const timer = setTimeout(() => {
      setTold((before) => ({ last: latest.current, count: latest.current - before.last }))
    }, pace)
    return () => clearTimeout(timer)
  }, [hasNews, latest, pace])
  return told.count
}
