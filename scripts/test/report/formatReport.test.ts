import { expect, test } from 'vitest'
import { formatReport } from './formatReport.ts'

test('the report is a table with one line of sums at its end', () => {
  const report = formatReport([
    { level: 'static', passed: 12, failed: 0, skipped: 0, seconds: 48.06 },
    { level: 'e2e', passed: 0, failed: 0, skipped: 1, seconds: 0, reason: 'no Go' },
  ])
  expect(report.split('\n')).toEqual([
    'level   passed  failed  skipped  seconds  reason',
    'static      12       0        0     48.1',
    'e2e          0       0        1      0.0  no Go',
    '',
    '12 passed, 0 failed, 1 skipped',
  ])
})
