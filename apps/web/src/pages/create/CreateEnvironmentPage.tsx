import type { ReactNode } from 'react'
import { Link, useNavigate } from 'react-router'
import { environmentPath } from '../../routing/environmentPath.ts'
import { useQueryState } from '../../routing/useQueryState.ts'
import { withCluster } from '../../routing/withCluster.ts'
import { ClusterChoice } from '../list/ClusterChoice.tsx'
import { CreateEnvironmentForm } from './CreateEnvironmentForm.tsx'

/** Asks for what a new environment needs, creates it and shows it. */
export function CreateEnvironmentPage(): ReactNode {
  const navigate = useNavigate()
  const [cluster, setCluster] = useQueryState('cluster')
  const list = withCluster('/', cluster)
  return (
    <>
      <title>New environment · Catalyst</title>
      <div className="app-crumbs">
        <nav aria-label="Breadcrumb">
          <Link to={list}>Environments</Link>
        </nav>
      </div>
      <div className="app-page-head">
        <h1>New environment</h1>
        <ClusterChoice cluster={cluster} onChange={setCluster} />
      </div>
      <CreateEnvironmentForm
        key={cluster ?? '-'}
        cluster={cluster}
        onCancel={() => void navigate(list)}
        onCreated={({ metadata: { name, namespace = '' } }) =>
          void navigate(environmentPath({ cluster, namespace, name }), { state: { created: true } })
        }
      />
    </>
  )
}
