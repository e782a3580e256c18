import type { LevelOutcome } from './Level.ts'

/** The part of the report of vitest's reporter `json` that is read here. */
export interface VitestReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly testResults: readonly {
    readonly status: string
    readonly assertionResults: readonly { readonly status: string }[]
  }[]
}

/**
 * Counts the tests of a run. A file that failed before its tests did counts as one failure, and so does a run that
 * ended badly though every test passed: an unhandled rejection, a set-up that threw, a report that was never written.
 */
export function readVitestReport(report: VitestReport | undefined, exitCode: number): LevelOutcome {
  if (report === undefined) return { passed: 0, failed: 1, skipped: 0, reason: `vitest ended with code ${exitCode}` }
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  )
  const counts = {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
  if (exitCode === 0 || counts.failed > 0) return counts
  return { ...counts, failed: 1, reason: `vitest ended with code ${exitCode} though no test failed` }
}
