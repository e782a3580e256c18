import { expect, test } from 'vitest'
import { settleLevel } from './settleLevel.ts'

const result = { level: 'unit', passed: 3, failed: 0, skipped: 0, seconds: 1 }

test('a level that ran tests stays as it is', () => {
  expect(settleLevel(result, { ci: true })).toEqual(result)
})

test('a level that ran nothing has failed', () => {
  expect(settleLevel({ ...result, passed: 0 }, { ci: false })).toMatchObject({ failed: 1, reason: 'ran no test' })
})

test('a skip stays a skip at home', () => {
  const skipped = { ...result, passed: 0, skipped: 1, reason: 'no Chromium' }
  expect(settleLevel(skipped, { ci: false })).toEqual(skipped)
})

test('a skip is a failure in CI, and the reason stays', () => {
  expect(settleLevel({ ...result, skipped: 2, reason: 'no Chromium' }, { ci: true })).toMatchObject({
    passed: 3,
    failed: 2,
    skipped: 0,
    reason: 'no Chromium; CI may not skip',
  })
})
