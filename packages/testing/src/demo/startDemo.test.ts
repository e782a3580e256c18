import { expect, test } from 'vitest'
import { startDemo } from './startDemo.ts'

test('without an operator the environments are there, as old as they are, and nothing becomes of them', async () => {
  await using demo = await startDemo()
  const { api, clock } = demo.cluster
  const environments = api.list('environments.catalyst.catalyst.dev')
  expect(environments.length).toBeGreaterThanOrEqual(12)
  expect(environments.filter(({ status }) => status !== undefined)).toEqual([])
  const [oldest] = environments
    .map(({ metadata }) => Date.parse(metadata.creationTimestamp ?? ''))
    .sort((a, b) => a - b)
  expect(clock.now() - (oldest ?? 0)).toBeGreaterThan(89 * 24 * 3_600_000)
  expect(Math.abs(clock.now() - Date.now())).toBeLessThan(5000)
  expect(clock.isStopped).toBe(false)
})

test('an operator that can not be started starts no demo', async () => {
  const operate = () => Promise.reject(new Error('no operator'))
  await expect(startDemo({ operate })).rejects.toThrow('no operator')
})
