import { expect, test } from 'vitest'
import { jobNameOf, jobNumberOf } from './deployerNames.ts'

const revision = '0123456789abcdef'

test.each([
  ['pr-1', 'deploy-pr-1-01234567-2'],
  ['e'.repeat(63), `deploy-${'e'.repeat(39)}-d5bb6-01234567-2`],
])('the Job of %s', (environment, expected) => {
  const name = jobNameOf('deploy', environment, { revision, number: 2 })
  expect(name.replace(/-[0-9a-f]{5}-0/, '-d5bb6-0')).toBe(expected)
  expect(name.length).toBeLessThanOrEqual(63)
  expect(jobNumberOf(name)).toBe(2)
})

test('long names that differ behind the cut have Jobs of their own', () => {
  const names = ['a', 'b'].map((end) => jobNameOf('remove', `${'e'.repeat(60)}${end}`, { revision, number: 1 }))
  expect(new Set(names).size).toBe(2)
})

test.each([undefined, '', 'x'])('%j is the name of no Job', (name) => {
  expect(jobNumberOf(name)).toBe(0)
})
