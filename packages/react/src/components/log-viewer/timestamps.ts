/** A moment to the nanosecond: whole milliseconds since 1970, and the nanoseconds above them. */
export interface Moment {
  ms: number
  nanos: number
}

const dot = 46
const zero = 48

/**
 * Reads the times of log lines. Neighbours mostly share their second, which is therefore read once.
 * @see https://www.rfc-editor.org/rfc/rfc3339#section-5.6
 */
export function createTimeReader(): (timestamp: string) => Moment | undefined {
  let second = '\0'
  let zone = ''
  let base = NaN
  return (timestamp) => {
    let end = 19
    let fraction = 0
    let digits = 0
    if (timestamp.charCodeAt(end) === dot) {
      for (end++; isDigit(timestamp.charCodeAt(end)); end++) {
        if (digits === 9) continue
        fraction = fraction * 10 + timestamp.charCodeAt(end) - zero
        digits++
      }
    }
    const ownZone = timestamp.slice(end)
    if (!timestamp.startsWith(second) || ownZone !== zone) {
      second = timestamp.slice(0, 19)
      zone = ownZone
      base = Date.parse(second + zone)
    }
    if (Number.isNaN(base)) return undefined
    const nanos = fraction * 10 ** (9 - digits)
    return { ms: base + Math.floor(nanos / 1e6), nanos: nanos % 1e6 }
  }
}

function isDigit(code: number): boolean {
  return code >= zero && code < zero + 10
}

/** A moment as RFC 3339 in UTC, with as many digits as it has: three, or up to nine. */
export function writeTime({ ms, nanos }: Moment): string {
  const iso = new Date(ms).toISOString()
  if (nanos === 0) return iso
  return `${iso.slice(0, -1)}${String(nanos).padStart(6, '0').replace(/0+$/, '')}Z`
}
