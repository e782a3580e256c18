import type { AvailableMetrics } from './usageLevel.ts'

/** Usage at a moment. */
export interface UsageSample {
  /** Milliseconds since 1970. */
  time: number
  /** Cores. */
  cpu: number
  /** Bytes. */
  memory: number
}

/** How far back usage is kept, in milliseconds. */
export const historySpan = 15 * 60_000

/** A history with one more measurement; the same one when it is known already. Nobody keeps usage but the page itself. */
export function withSample(history: readonly UsageSample[], metrics: AvailableMetrics): readonly UsageSample[] {
  const time = Date.parse(metrics.timestamp)
  const last = history.at(-1)
  if (Number.isNaN(time) || (last !== undefined && time <= last.time)) return history
  const sample = { time, cpu: metrics.cpu.usage, memory: metrics.memory.usage }
  return [...history.filter((one) => one.time > time - historySpan), sample]
}
