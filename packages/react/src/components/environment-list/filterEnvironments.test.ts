import { environment } from '@catalyst/testing'
import { expect, test } from 'vitest'
import { countByPhase, filterEnvironments, type EnvironmentChoice } from './filterEnvironments.ts'
import { listEnvironment } from './ListedEnvironment.ts'

const all = [
  environment({ name: 'pr-1', phase: 'Pending', pullRequest: 1 }),
  environment({ name: 'pr-3', phase: 'Ready', pullRequest: 3, project: 'search', team: 'find' }),
  environment({ name: 'pr-4', phase: 'Degraded', pullRequest: 4 }),
  environment({ name: 'pr-5', phase: 'Failed', pullRequest: 5 }),
  environment({ name: 'pr-6', phase: 'Deleting', pullRequest: 6 }),
].map((one) => listEnvironment(one))
const names = (filter: EnvironmentChoice) =>
  filterEnvironments(all, filter).map(({ environment: { metadata } }) => metadata.name)

test('a degraded environment is running too, a deleting one is only among all', () => {
  expect(names({ phase: 'running' })).toEqual(['pr-3', 'pr-4'])
  expect(names({})).toHaveLength(5)
  expect(countByPhase(all)).toEqual({ pending: 1, deploying: 0, running: 2, degraded: 1, failed: 1 })
})

test('every word of the text has to be found somewhere', () => {
  expect(names({ text: '#5' })).toEqual(['pr-5'])
  expect(names({ text: 'SEARCH feature/' })).toEqual(['pr-3'])
  expect(names({ text: 'find-search-pr-3.preview' })).toEqual(['pr-3'])
  expect(names({ phase: 'failed', text: 'search' })).toEqual([])
})

test('team, project and cluster choose together', () => {
  expect(names({ team: 'find' })).toEqual(['pr-3'])
  expect(names({ team: 'payments', project: 'search' })).toEqual([])
  const twice = ['a', 'b'].map((cluster) => listEnvironment(environment(), cluster))
  expect(filterEnvironments(twice, { cluster: 'b' })).toEqual([twice[1]])
})

test('an environment is listed as the same object until it changes or another cluster is meant', () => {
  const one = environment()
  expect(listEnvironment(one, 'a')).toBe(listEnvironment(one, 'a'))
  expect(listEnvironment(one, 'b')).not.toBe(listEnvironment({ ...one }, 'b'))
  expect(listEnvironment(one, 'a').key).not.toBe(listEnvironment(one, 'b').key)
})
