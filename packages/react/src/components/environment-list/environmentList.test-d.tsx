import type { Environment, EnvironmentMetrics } from '@catalyst/api'
import { createRef } from 'react'
import { expectTypeOf, test } from 'vitest'
import {
  EnvironmentList,
  EnvironmentListView,
  filterFromQuery,
  filterToQuery,
  useEnvironmentUsage,
  type EnvironmentListFilter,
  type EnvironmentSort,
  type SortableColumn,
} from '../../index.ts'

test('a filter is a plain value that goes into an address and comes back', () => {
  expectTypeOf(filterFromQuery).parameter(0).toEqualTypeOf<URLSearchParams | string>()
  expectTypeOf(filterFromQuery('status=failed')).toEqualTypeOf<EnvironmentListFilter>()
  expectTypeOf(filterToQuery({}, new URLSearchParams())).toEqualTypeOf<URLSearchParams>()
  expectTypeOf<EnvironmentSort['direction']>().toEqualTypeOf<'ascending' | 'descending'>()
  expectTypeOf<'actions'>().not.toExtend<SortableColumn>()
  // @ts-expect-error a phase of the operator is no status of the filter
  filterToQuery({ phase: 'Ready' })
  // @ts-expect-error there is nothing to order actions by
  filterToQuery({ sort: { column: 'actions', direction: 'ascending' } })
})

test('the list tells in which cluster an environment is', () => {
  const list = (
    <EnvironmentList
      ref={createRef<HTMLElement>()}
      clusters={['staging', 'production']}
      filter={{ phase: 'failed', sort: { column: 'age', direction: 'descending' } }}
      onFilterChange={(filter) => expectTypeOf(filter).toEqualTypeOf<EnvironmentListFilter>()}
      getHref={(environment, { cluster }) => `/${cluster}/${environment.metadata.name}`}
      onSelect={(environment, place) => {
        expectTypeOf(environment).toEqualTypeOf<Environment>()
        expectTypeOf(place).toEqualTypeOf<{ cluster: string }>()
      }}
      renderActions={false}
    />
  )
  expectTypeOf(list).toExtend<React.JSX.Element>()
  // @ts-expect-error the list asks for its environments itself
  void (<EnvironmentList environments={[]} />)
  // @ts-expect-error the view has to be told what to show, be it `undefined`
  void (<EnvironmentListView />)
  // @ts-expect-error there is no such column
  void (<EnvironmentListView environments={[]} columns={['colour']} />)
})

test('usage is a function of an environment and its cluster', () => {
  expectTypeOf<ReturnType<typeof useEnvironmentUsage>>().toEqualTypeOf<
    (environment: Environment, cluster?: string) => EnvironmentMetrics | undefined
  >()
  expectTypeOf(useEnvironmentUsage).toBeCallableWith({ clusters: ['staging'] }, { enabled: false })
})
