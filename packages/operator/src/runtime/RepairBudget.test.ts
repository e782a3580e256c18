import { expect, test } from 'vitest'
import { RepairBudget } from './RepairBudget.ts'

function budgetAt(time: { ms: number }) {
  return new RepairBudget({ burst: 3, refillMs: 1000, now: () => time.ms })
}

test('the same may be written a few times at once, then once in a while', () => {
  const time = { ms: 0 }
  const budget = budgetAt(time)
  expect([1, 2, 3].map(() => budget.spend('a'))).toEqual([false, false, true])
  expect(budget.waitMs('a')).toBe(1000)
  time.ms += 400
  expect(budget.waitMs('a')).toBe(600)
  time.ms += 600
  expect(budget.waitMs('a')).toBe(0)
  expect(budget.spend('a')).toBe(true)
  expect(budget.waitMs('a')).toBe(1000)
})

test('another thing, or the same in another form, does not wait for it', () => {
  const budget = budgetAt({ ms: 0 })
  for (let n = 0; n < 3; n++) budget.spend('a')
  expect(budget.waitMs('b')).toBe(0)
})

test('what was left alone for long enough is as new', () => {
  const time = { ms: 0 }
  const budget = budgetAt(time)
  for (let n = 0; n < 3; n++) budget.spend('a')
  time.ms += 3000
  expect([1, 2, 3].map(() => budget.spend('a'))).toEqual([false, false, true])
})
