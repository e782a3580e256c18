import { CreateEnvironmentForm } from '@catalyst/react'
import type { ReactNode } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { environmentPath } from '../../routing/environmentPath.ts'
import { useQueryState } from '../../routing/useQueryState.ts'
import { withCluster } from '../../routing/withCluster.ts'
import { ClusterChoice } from '../list/ClusterChoice.tsx'

/** Asks for what a new environment needs, creates it and shows it. The address may say what stands in the fields at first. */
export function CreateEnvironmentPage(): ReactNode {
  const navigate = useNavigate()
  const [query] = useSearchParams()
  const [cluster, setCluster] = useQueryState('cluster')
  const list = withCluster('/', cluster)
  const given = (name: string) => query.get(name) ?? undefined
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
        defaultValues={{ team: given('team'), project: given('project'), type: given('type') }}
        onCancel={() => void navigate(list)}
        onCreated={({ metadata: { name, namespace = '' } }) =>
          void navigate(environmentPath({ cluster, namespace, name }), { state: { created: true } })
        }
      />
    </>
  )
}
