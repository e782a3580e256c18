import { expect, test } from 'vitest'
import { environmentLabels } from './environmentLabels.ts'

test('an environment carries team, project, environment and sanitised branch', () => {
  expect(environmentLabels({ team: 'acme', project: 'shop', environment: 'pr-1', branch: 'feature/x' })).toEqual({
    'catalyst.dev/team': 'acme',
    'catalyst.dev/project': 'shop',
    'catalyst.dev/environment': 'pr-1',
    'catalyst.dev/branch': 'feature-x',
  })
})

test('a project namespace carries no environment and no branch', () => {
  expect(environmentLabels({ team: 'acme', project: 'shop' })).toEqual({
    'catalyst.dev/team': 'acme',
    'catalyst.dev/project': 'shop',
  })
})

test('what belongs to one source says so', () => {
  const labels = environmentLabels({ team: 'acme', project: 'shop', environment: 'pr-1', component: 'frontend' })
  expect(labels['catalyst.dev/component']).toBe('frontend')
})

test('a branch of which nothing is left gets no label', () => {
  expect(environmentLabels({ team: 'acme', project: 'shop', branch: '日本' })).not.toHaveProperty('catalyst.dev/branch')
})
