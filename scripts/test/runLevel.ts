import type { Level } from './levels/Level.ts'
import { settleLevel } from './report/settleLevel.ts'
import type { LevelResult } from './report/LevelResult.ts'

/** Runs a level if it can have what it needs; else it counts as one skipped, with the reason. Never rejects. */
export async function runLevel(
  level: Level,
  { signal, ci }: { readonly signal: AbortSignal; readonly ci: boolean },
): Promise<LevelResult> {
  const start = performance.now()
  const limit = AbortSignal.timeout(level.minutes * 60_000)
  const outcome = await attempt(level, { signal, limit })
  const seconds = (performance.now() - start) / 1000
  return settleLevel({ level: level.name, seconds, ...outcome }, { ci })
}

async function attempt(level: Level, { signal, limit }: { readonly signal: AbortSignal; readonly limit: AbortSignal }) {
  try {
    for (const need of level.needs) {
      const missing = await need(signal)
      if (missing !== undefined) return { passed: 0, failed: 0, skipped: 1, reason: missing }
    }
    const outcome = await level.run(AbortSignal.any([signal, limit]))
    return limit.aborted
      ? { ...outcome, failed: outcome.failed + 1, reason: `took over ${level.minutes} min` }
      : outcome
  } catch (error) {
    return { passed: 0, failed: 1, skipped: 0, reason: error instanceof Error ? error.message : String(error) }
  }
}
