import { EnvironmentList } from '@catalyst/react'
import type { ReactNode } from 'react'
import { Link, useNavigate } from 'react-router'
import { useSeveralClusters } from '../../layout/useSeveralClusters.ts'
import { useSearchShortcut, useShortcut } from '../../layout/useShortcut.ts'
import { useEnvironmentLinks } from '../../routing/useEnvironmentLinks.ts'
import { useListFilter } from '../../routing/useListFilter.ts'
import { withCluster } from '../../routing/withCluster.ts'
import { ClusterNotice } from './ClusterNotice.tsx'
import { DemoHint } from './DemoHint.tsx'

/** All environments of all clusters, live. */
export function ListPage(): ReactNode {
  const navigate = useNavigate()
  const clusters = useSeveralClusters()
  const [filter, setFilter] = useListFilter()
  const create = withCluster('/environments/new', filter.cluster)
  useShortcut('n', () => void navigate(create))
  useSearchShortcut()

  return (
    <>
      <title>Environments · Catalyst</title>
      <div className="app-page-head">
        <h1>Environments</h1>
        <Link className="catalyst-button" data-variant="primary" to={create}>
          New environment
        </Link>
      </div>
      {clusters === undefined && <ClusterNotice cluster={undefined} />}
      <EnvironmentList
        {...(clusters === undefined ? {} : { clusters })}
        filter={filter}
        onFilterChange={setFilter}
        {...useEnvironmentLinks()}
        emptyAction={
          <Link className="catalyst-button" data-variant="primary" to={create}>
            New environment
          </Link>
        }
      />
      <DemoHint />
    </>
  )
}
