import type { LevelResult } from './LevelResult.ts'

/**
 * Holds a result against the rules of the whole run: a level that ran nothing proves nothing, so it has failed, and in
 * CI, where everything that a level needs can be had, so has one that skipped something.
 */
export function settleLevel(result: LevelResult, { ci }: { readonly ci: boolean }): LevelResult {
  if (result.passed + result.failed + result.skipped === 0) {
    return { ...result, failed: 1, reason: join(result.reason, 'ran no test') }
  }
  if (!ci || result.skipped === 0) return result
  return {
    ...result,
    failed: result.failed + result.skipped,
    skipped: 0,
    reason: join(result.reason, 'CI may not skip'),
  }
}

const join = (...reasons: readonly (string | undefined)[]) =>
  reasons.filter((reason) => reason !== undefined).join('; ')
