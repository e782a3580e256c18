import { formatDuration } from '../../internals/formatDuration.ts'
import type { LogTimestamps } from './LogLook.ts'

const two = (value: number) => String(value).padStart(2, '0')

export interface TimeParts {
  date: string
  time: string
}

/** The day and the time of day to the millisecond. What can't be read stays as it is. */
export function formatTime(timestamp: string, zone: 'local' | 'utc' = 'local'): TimeParts {
  const at = new Date(timestamp)
  if (Number.isNaN(at.getTime())) return { date: '', time: timestamp }
  const milliseconds = String(at.getMilliseconds()).padStart(3, '0')
  if (zone === 'utc') {
    const iso = at.toISOString()
    return { date: iso.slice(0, 10), time: iso.slice(11) }
  }
  return {
    date: `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
    time: `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}.${milliseconds}`,
  }
}

export interface LineTime {
  timestamps: LogTimestamps
  /** The time right now in milliseconds, for relative times. */
  now: number
}

/** What stands before a line as its time. */
export function lineTime(timestamp: string, { timestamps, now }: LineTime): TimeParts {
  if (timestamps === 'off') return { date: '', time: '' }
  if (timestamps !== 'relative') return formatTime(timestamp, timestamps)
  const at = Date.parse(timestamp)
  return { date: '', time: Number.isNaN(at) ? timestamp : formatDuration(now - at).padStart(6) }
}
