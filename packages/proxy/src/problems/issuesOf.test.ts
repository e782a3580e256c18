import { routes } from '@catalyst/api'
import { expect, test } from 'vitest'
import { formatPath, issuesOf } from './issuesOf.ts'

test('paths read as Kubernetes writes them', () => {
  expect(formatPath(['spec', 'sources', 0, 'commitSha'])).toBe('spec.sources[0].commitSha')
  expect(formatPath(['metadata', 'labels', 'catalyst.dev/team'])).toBe('metadata.labels["catalyst.dev/team"]')
  expect(formatPath([])).toBe('')
})

test('every fault of an environment is told at its place', () => {
  const { error } = routes.createEnvironment.request.body.safeParse({
    metadata: { name: 'PR 1' },
    spec: { projectRef: { name: 'shop' }, sources: [{ name: 'web', commitSha: 'abc' }], colour: 'red', size: 1 },
  })
  const issues = issuesOf(error!)
  expect(issues.map(({ path }) => path).sort()).toEqual([
    'metadata.name',
    'spec.colour',
    'spec.size',
    'spec.sources[0].commitSha',
  ])
  expect(issues.find(({ path }) => path === 'spec.colour')?.message).toBe('is not a known field')
})
