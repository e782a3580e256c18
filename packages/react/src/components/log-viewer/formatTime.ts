const two = (value: number) => String(value).padStart(2, '0')

export interface TimeParts {
  date: string
  time: string
}

/** The day and the time of day to the millisecond, in the reader's time zone. */
export function formatTime(timestamp: string): TimeParts {
  const at = new Date(timestamp)
  if (Number.isNaN(at.getTime())) return { date: '', time: timestamp }
  return {
    date: `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
    time: `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}.${String(at.getMilliseconds()).padStart(3, '0')}`,
  }
}
