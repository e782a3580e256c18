import type { Clock } from '../clock/Clock.ts'

const stepNs = 1000
const millisecondNs = 1_000_000

/** Tells times for lines, RFC 3339 with nine digits of the second, each later than the one before, also while the clock stands. */
export function createLogClock(clock: Clock): () => string {
  let millisecond = 0
  let nanosecond = 0
  let seconds = ''

  return () => {
    const now = clock.now()
    if (now > millisecond) moveTo(now)
    else if (nanosecond + stepNs < millisecondNs) nanosecond += stepNs
    else moveTo(millisecond + 1)
    const fraction = (millisecond % 1000) * millisecondNs + nanosecond
    return `${seconds}.${String(fraction).padStart(9, '0')}Z`
  }

  function moveTo(time: number): void {
    if (Math.floor(time / 1000) !== Math.floor(millisecond / 1000) || seconds === '') {
      seconds = new Date(time).toISOString().slice(0, 19)
    }
    millisecond = time
    nanosecond = 0
  }
}
