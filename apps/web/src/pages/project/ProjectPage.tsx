import { ConnectionStatus, ProblemView, ResourceNotFound, useProject } from '@catalyst/react'
import { isNotFound, type ResourceRef } from '@catalyst/sdk'
import type { ReactNode } from 'react'
import { Link, useParams } from 'react-router'
import { LoadingCards } from '../../layout/LoadingCards.tsx'
import { withCluster } from '../../routing/withCluster.ts'
import { ProjectView } from './ProjectView.tsx'

/** One project: its templates, where it comes from, and its environments. */
export function ProjectPage(): ReactNode {
  const { cluster = '-', namespace = '', name = '' } = useParams()
  const ref: ResourceRef = { cluster, namespace, name }
  const query = useProject(ref)
  const projects = withCluster('/projects', cluster)
  const retry = () => void query.refetch()
  const isMissing = isNotFound(query.error)
  return (
    <>
      <title>{`${name} · Catalyst`}</title>
      <div className="app-crumbs">
        <nav aria-label="Breadcrumb">
          <Link to={projects}>Projects</Link>
          <span aria-hidden="true"> / </span>
          <span>{namespace}</span>
        </nav>
        {query.data !== undefined && !isMissing && <ConnectionStatus of={query} />}
      </div>
      {query.data !== undefined && !isMissing ? (
        <ProjectView project={query.data} projectRef={ref} />
      ) : (
        <>
          <h1 className="app-title">{name}</h1>
          {isMissing ? (
            <ResourceNotFound
              resourceType="Project"
              resourceName={name}
              error={query.error}
              isRetrying={query.isFetching}
              onRetry={retry}
            >
              <Link className="catalyst-button" to={projects}>
                All projects
              </Link>
            </ResourceNotFound>
          ) : query.isError ? (
            <ProblemView error={query.error} onRetry={retry} />
          ) : (
            <LoadingCards label={`Loading ${name}`} />
          )}
        </>
      )}
    </>
  )
}
