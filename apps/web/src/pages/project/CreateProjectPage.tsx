import { ProjectForm } from '@catalyst/react'
import type { ReactNode } from 'react'
import { Link, useNavigate } from 'react-router'
import { projectPath } from '../../routing/projectPath.ts'
import { useQueryState } from '../../routing/useQueryState.ts'
import { withCluster } from '../../routing/withCluster.ts'
import { ClusterChoice } from '../list/ClusterChoice.tsx'

/** Asks for what a new project needs, creates it and shows it. */
export function CreateProjectPage(): ReactNode {
  const navigate = useNavigate()
  const [cluster, setCluster] = useQueryState('cluster')
  const projects = withCluster('/projects', cluster)
  return (
    <>
      <title>New project · Catalyst</title>
      <div className="app-crumbs">
        <nav aria-label="Breadcrumb">
          <Link to={projects}>Projects</Link>
        </nav>
      </div>
      <div className="app-page-head">
        <h1>New project</h1>
        <ClusterChoice cluster={cluster} onChange={setCluster} />
      </div>
      <ProjectForm
        key={cluster ?? '-'}
        cluster={cluster}
        onCancel={() => void navigate(projects)}
        onSaved={({ metadata: { name, namespace = '' } }) =>
          void navigate(projectPath({ cluster, namespace, name }), { replace: true })
        }
      />
    </>
  )
}
