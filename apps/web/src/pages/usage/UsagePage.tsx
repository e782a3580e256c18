import { EnvironmentList, type EnvironmentColumn } from '@catalyst/react'
import type { ReactNode } from 'react'
import { LoadingCards } from '../../layout/LoadingCards.tsx'
import { useSeveralClusters } from '../../layout/useSeveralClusters.ts'
import { useSearchShortcut } from '../../layout/useShortcut.ts'
import { useEnvironmentLinks } from '../../routing/useEnvironmentLinks.ts'
import { useListFilter } from '../../routing/useListFilter.ts'
import { useAllUsage } from './useAllUsage.ts'
import { UsageTotals } from './UsageTotals.tsx'

const columns: readonly EnvironmentColumn[] = [
  'environment',
  'cluster',
  'status',
  'cpu',
  'memory',
  'age',
  'warnings',
  'actions',
]

/** For whoever runs the clusters: what every environment uses, the most first, and the way to remove one that is stuck or excessive. */
export function UsagePage(): ReactNode {
  const clusters = useSeveralClusters()
  const [filter, setFilter] = useListFilter({ sort: { column: 'cpu', direction: 'descending' } })
  const links = useEnvironmentLinks()
  const usage = useAllUsage(clusters)
  useSearchShortcut()

  return (
    <>
      <title>Usage · Catalyst</title>
      <div className="app-page-head">
        <h1>Usage</h1>
      </div>
      <UsageTotals {...usage} />
      {/* Rows in the order of what they use would change places when that comes. */}
      {usage.sum === undefined && !usage.isError ? (
        <LoadingCards label="Measuring" />
      ) : (
        <EnvironmentList
          {...(clusters === undefined ? {} : { clusters })}
          columns={columns}
          canForce
          filter={filter}
          onFilterChange={setFilter}
          {...links}
        />
      )}
    </>
  )
}
