import { expect, test } from 'vitest'
import type { Level } from './levels/Level.ts'
import { runLevel } from './runLevel.ts'

const passing: Level = {
  name: 'unit',
  needs: [],
  minutes: 1,
  run: async () => ({ passed: 1, failed: 0, skipped: 0 }),
}
const home = { signal: new AbortController().signal, ci: false }

test('a level whose needs are met runs', async () => {
  const level = { ...passing, needs: [async () => undefined] }
  expect(await runLevel(level, home)).toMatchObject({ level: 'unit', passed: 1, failed: 0, skipped: 0 })
})

test('a level that lacks something is skipped with the reason and does not run', async () => {
  let ran = false
  const level: Level = {
    ...passing,
    needs: [async () => 'needs Chromium'],
    run: (signal) => {
      ran = true
      return passing.run(signal)
    },
  }
  expect(await runLevel(level, home)).toMatchObject({ skipped: 1, reason: 'needs Chromium' })
  expect(ran).toBe(false)
})

test('in CI the same level has failed', async () => {
  const level = { ...passing, needs: [async () => 'needs Chromium'] }
  expect(await runLevel(level, { ...home, ci: true })).toMatchObject({ failed: 1, skipped: 0 })
})

test('a level that throws has failed', async () => {
  const level = { ...passing, run: () => Promise.reject(new Error('broken')) }
  expect(await runLevel(level, home)).toMatchObject({ failed: 1, reason: 'broken' })
})
