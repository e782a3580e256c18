import { expect, test } from 'vitest'
import { readVitestReport } from './readVitestReport.ts'

const passing = {
  numPassedTests: 2,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 1,
  testResults: [{ status: 'passed', assertionResults: [{ status: 'passed' }, { status: 'passed' }] }],
}

test('passed, skipped and planned tests are counted', () => {
  expect(readVitestReport(passing, 0)).toEqual({ passed: 2, failed: 0, skipped: 2 })
})

test('a file that could not be loaded is a failure', () => {
  const testResults = [...passing.testResults, { status: 'failed', assertionResults: [] }]
  expect(readVitestReport({ ...passing, testResults }, 1)).toEqual({ passed: 2, failed: 1, skipped: 2 })
})

test('a failed test is counted once', () => {
  const testResults = [{ status: 'failed', assertionResults: [{ status: 'failed' }] }]
  expect(readVitestReport({ ...passing, numFailedTests: 1, testResults }, 1).failed).toBe(1)
})

test('a bad end without a failed test is a failure', () => {
  expect(readVitestReport(passing, 1)).toMatchObject({ failed: 1, reason: expect.stringContaining('code 1') as string })
})

test('a run without a report is a failure', () => {
  expect(readVitestReport(undefined, 1)).toMatchObject({ passed: 0, failed: 1 })
})
