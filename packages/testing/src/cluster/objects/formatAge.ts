const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** A time span as kubectl prints it: `5s`, `2m30s`, `3h`, `2d4h`, `1y20d`. */
export function formatAge(ms: number): string {
  if (Number.isNaN(ms)) return '<unknown>'
  if (ms < -second) return '<invalid>'
  if (ms < 0) return '0s'
  if (ms < 2 * minute) return `${Math.floor(ms / second)}s`
  if (ms < 10 * minute) return two(ms, [minute, 'm'], [second, 's'])
  if (ms < 3 * hour) return `${Math.floor(ms / minute)}m`
  if (ms < 8 * hour) return two(ms, [hour, 'h'], [minute, 'm'])
  if (ms < 2 * day) return `${Math.floor(ms / hour)}h`
  if (ms < 8 * day) return two(ms, [day, 'd'], [hour, 'h'])
  if (ms < 730 * day) return `${Math.floor(ms / day)}d`
  if (ms < 8 * 365 * day) return two(ms, [365 * day, 'y'], [day, 'd'])
  return `${Math.floor(ms / (365 * day))}y`
}

type Unit = readonly [ms: number, sign: string]

function two(ms: number, [large, largeSign]: Unit, [small, smallSign]: Unit): string {
  const rest = Math.floor((ms % large) / small)
  const whole = `${Math.floor(ms / large)}${largeSign}`
  return rest === 0 ? whole : `${whole}${rest}${smallSign}`
}

/** How long ago a time of an object is, as kubectl prints it. */
export function ageOf(time: unknown, now: number): string {
  return typeof time === 'string' ? formatAge(now - Date.parse(time)) : '<unknown>'
}
