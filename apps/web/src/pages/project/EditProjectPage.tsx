import { ProblemView, ProjectForm, useProject } from '@catalyst/react'
import type { ReactNode } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { LoadingCards } from '../../layout/LoadingCards.tsx'
import { projectPath } from '../../routing/projectPath.ts'
import { withCluster } from '../../routing/withCluster.ts'

/** Changes a project. */
export function EditProjectPage(): ReactNode {
  const { cluster = '-', namespace = '', name = '' } = useParams()
  const navigate = useNavigate()
  const query = useProject({ cluster, namespace, name })
  const page = projectPath({ cluster, namespace, name })
  return (
    <>
      <title>{`Edit ${name} · Catalyst`}</title>
      <div className="app-crumbs">
        <nav aria-label="Breadcrumb">
          <Link to={withCluster('/projects', cluster)}>Projects</Link>
          <span aria-hidden="true"> / </span>
          <span>{namespace}</span>
          <span aria-hidden="true"> / </span>
          <Link to={page}>{name}</Link>
        </nav>
      </div>
      <h1 className="app-title">Edit {name}</h1>
      {query.data !== undefined ? (
        <ProjectForm
          cluster={cluster}
          project={query.data}
          onCancel={() => void navigate(page)}
          onSaved={() => void navigate(page)}
        />
      ) : query.isError ? (
        <ProblemView error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <LoadingCards label={`Loading ${name}`} />
      )}
    </>
  )
}
