import type { ProxyOptions } from '../ProxyOptions.ts'

/** How long an allowed answer is kept at most, in milliseconds. */
const longestKeepMs = 5000

export interface RightsTimes {
  /** How long an allowed answer is good. */
  keepMs: number
  /** How often a right is asked for again while it is used. */
  recheckMs: number
}

/** Both together are the interval within which a right that was taken away ends what goes on. */
export function rightsTimes({ rightsIntervalMs = 60_000 }: Pick<ProxyOptions, 'rightsIntervalMs'> = {}): RightsTimes {
  const keepMs = Math.min(longestKeepMs, rightsIntervalMs / 2)
  return { keepMs, recheckMs: rightsIntervalMs - keepMs }
}
