import { environment } from '@catalyst/testing'
import { expect, test } from 'vitest'
import { countByFilter, filterEnvironments, sortEnvironments } from './filterEnvironments.ts'

const all = [
  environment({ name: 'pr-1', phase: 'Pending', pullRequest: 1 }),
  environment({ name: 'pr-2', phase: 'Building', pullRequest: 2 }),
  environment({ name: 'pr-3', phase: 'Ready', pullRequest: 3, project: 'search', team: 'find' }),
  environment({ name: 'pr-4', phase: 'Degraded', pullRequest: 4 }),
  environment({ name: 'pr-5', phase: 'Failed', pullRequest: 5 }),
  environment({ name: 'pr-6', phase: 'Deleting', pullRequest: 6 }),
]
const names = (filter: Parameters<typeof filterEnvironments>[1]) =>
  filterEnvironments(all, filter).map(({ metadata }) => metadata.name)

test('a degraded environment is running too, a deleting one is only among all', () => {
  expect(names({ phase: 'running', text: '' })).toEqual(['pr-3', 'pr-4'])
  expect(names({ phase: undefined, text: '' })).toHaveLength(6)
  expect(countByFilter(all)).toEqual({ pending: 1, deploying: 1, running: 2, degraded: 1, failed: 1 })
})

test('environments are in the order that a person counts in', () => {
  const given = ['pr-10', 'pr-9', 'main'].map((name) => environment({ name }))
  expect(sortEnvironments(given).map(({ metadata }) => metadata.name)).toEqual(['main', 'pr-9', 'pr-10'])
})

test('every word of the text has to be found somewhere', () => {
  expect(names({ phase: undefined, text: '#5' })).toEqual(['pr-5'])
  expect(names({ phase: undefined, text: 'SEARCH feature/' })).toEqual(['pr-3'])
  expect(names({ phase: 'failed', text: 'search' })).toEqual([])
})
