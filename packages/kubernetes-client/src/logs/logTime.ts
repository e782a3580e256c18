const timePattern = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/

const isoLength = '2006-01-02T15:04:05.999Z'.length

/**
 * Writes an RFC 3339 time in UTC with nine digits of a second, so that texts compare as times do; `undefined` for anything
 * else. A kubelet writes the offset of its node, which need not be `Z`.
 */
export function normalizeLogTime(text: string): string | undefined {
  const match = timePattern.exec(text)
  if (!match) return undefined
  const [, seconds = '', fraction = '', offset = ''] = match
  const milliseconds = Date.parse(`${seconds}${offset}`)
  if (Number.isNaN(milliseconds)) return undefined
  if (offset === 'Z') return fraction.length === 9 ? text : `${seconds}.${fraction.padEnd(9, '0')}Z`
  const utc = new Date(milliseconds).toISOString()
  // Beyond the year 9999 texts would no longer compare as times do.
  return utc.length === isoLength ? `${utc.slice(0, 19)}.${fraction.padEnd(9, '0')}Z` : undefined
}

/** Moves a normalised time by whole seconds. */
export function shiftSeconds(time: string, seconds: number): string {
  const moved = new Date(Date.parse(`${time.slice(0, 19)}Z`) + seconds * 1000)
  return moved.toISOString().slice(0, 19) + time.slice(19)
}

/** The `sinceTime` that surely covers a time: the API cuts it to seconds, and lines may be slightly out of order. */
export function sinceTimeBefore(time: string): string {
  return `${shiftSeconds(time, -1).slice(0, 19)}Z`
}
