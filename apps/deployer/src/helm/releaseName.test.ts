import { expect, test } from 'vitest'
import { releaseName } from './releaseName.ts'

test('a release is called as its environment, where Helm takes that', () => {
  expect(releaseName('pr-1')).toBe('pr-1')
  expect(releaseName('a'.repeat(53))).toBe('a'.repeat(53))
})

test('longer names are cut, and stay apart', () => {
  const names = ['b', 'c'].map((end) => releaseName(`${'a-'.repeat(28)}${end}`))
  expect(new Set(names).size).toBe(2)
  for (const name of names) expect(name).toMatch(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/)
  for (const name of names) expect(name.length).toBeLessThanOrEqual(53)
})
