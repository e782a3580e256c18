import { expect, test } from 'vitest'
import { phaseFilters } from '@catalyst/api/phases'
import { environmentColumns } from './environmentColumns.ts'
import type { EnvironmentListFilter } from './EnvironmentListFilter.ts'
import { filterFromQuery } from './filterFromQuery.ts'
import { filterToQuery } from './filterToQuery.ts'

const full: EnvironmentListFilter = {
  phase: 'failed',
  team: 'payments',
  project: 'checkout',
  cluster: 'production',
  text: 'feature/ä & #42',
  sort: { column: 'age', direction: 'descending' },
}

test('a filter comes back from an address as it went in', () => {
  expect(filterFromQuery(filterToQuery(full))).toEqual(full)
  expect(filterFromQuery(`?${filterToQuery(full).toString()}`)).toEqual(full)
  for (const phase of phaseFilters) expect(filterFromQuery(filterToQuery({ phase }))).toEqual({ phase })
  for (const column of environmentColumns.filter((one) => one !== 'actions')) {
    const filter = { sort: { column, direction: 'ascending' } } as const
    expect(filterFromQuery(filterToQuery(filter))).toEqual(filter)
  }
})

test('what is not set leaves no trace, and what is not ours stays', () => {
  const base = new URLSearchParams('status=failed&view=wide&q=old')
  expect(filterToQuery({ text: '', team: 'search' }, base).toString()).toBe('view=wide&team=search')
  expect(base.toString()).toBe('status=failed&view=wide&q=old')
})

test.each(['status=broken', 'sort=colour', 'sort=-', 'sort=actions', 'sort=--age', 'team=', ''])(
  'an address that says %j sets nothing',
  (query) => {
    expect(filterFromQuery(query)).toEqual({})
  },
)
