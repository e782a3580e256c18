import { environment, podMetrics, storyTime } from '@catalyst/testing'
import { expect, test } from 'vitest'
import { environmentColumns } from './environmentColumns.ts'
import type { EnvironmentSort, SortableColumn } from './EnvironmentListFilter.ts'
import { listEnvironment } from './ListedEnvironment.ts'
import { sortEnvironments } from './sortEnvironments.ts'
import { usageOfEnvironments } from './usageOfEnvironments.ts'

const old = environment({
  name: 'pr-9',
  pullRequest: 9,
  createdAt: storyTime(-5000),
  phase: 'Failed',
  message: 'broken',
})
const young = environment({ name: 'pr-10', pullRequest: 10, createdAt: storyTime(-10), phase: 'Pending', url: null })
const main = environment({ name: 'main', pullRequest: null, createdAt: storyTime(-400) })
const all = [young, old, main].map((one) => listEnvironment(one))
const measured = (name: string, cpu: number) =>
  podMetrics({ namespace: `payments-checkout-${name}`, cpu: { usage: cpu }, memory: { usage: 1 } })
const usageOf = usageOfEnvironments([measured('pr-10', 0.2), measured('main', 0.1)], [])
const names = (sort?: EnvironmentSort) =>
  sortEnvironments(all, sort, usageOf).map(({ environment: { metadata } }) => metadata.name)
const by = (column: SortableColumn, direction: EnvironmentSort['direction'] = 'ascending') =>
  names({ column, direction })

test('without a column they are in the order that a person counts in', () => {
  expect(names()).toEqual(['main', 'pr-9', 'pr-10'])
  expect(by('environment', 'descending')).toEqual(['pr-10', 'pr-9', 'main'])
})

test('what has no value stands last in either direction', () => {
  expect(by('pullRequest')).toEqual(['pr-9', 'pr-10', 'main'])
  expect(by('pullRequest', 'descending')).toEqual(['pr-10', 'pr-9', 'main'])
  expect(by('url', 'descending').at(-1)).toBe('pr-10')
  expect(by('cpu')).toEqual(['main', 'pr-10', 'pr-9'])
  expect(by('cpu', 'descending')).toEqual(['pr-10', 'main', 'pr-9'])
  expect(by('memory')).toEqual(['main', 'pr-10', 'pr-9'])
})

test('an age grows with time, a status with the life of an environment, warnings with their urgency', () => {
  expect(by('age')).toEqual(['pr-10', 'main', 'pr-9'])
  expect(by('status')).toEqual(['pr-10', 'main', 'pr-9'])
  expect(by('warnings', 'descending')[0]).toBe('pr-9')
})

test('every column but that of the actions has an order, which loses nobody', () => {
  for (const column of environmentColumns) {
    if (column !== 'actions') expect(by(column, 'descending').toSorted()).toEqual(['main', 'pr-10', 'pr-9'])
  }
})

test('clusters stand one after the other', () => {
  const given = [
    listEnvironment(environment({ name: 'a' }), 'prod'),
    listEnvironment(environment({ name: 'b' }), 'dev'),
  ]
  expect(sortEnvironments(given).map(({ cluster }) => cluster)).toEqual(['dev', 'prod'])
  const descending = sortEnvironments(given, { column: 'cluster', direction: 'descending' })
  expect(descending.map(({ cluster }) => cluster)).toEqual(['prod', 'dev'])
})
