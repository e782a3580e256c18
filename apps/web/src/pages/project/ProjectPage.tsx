import {
  ConnectionStatus,
  ProblemView,
  projectOptions,
  ResourceNotFound,
  useCatalystClient,
  useProjects,
} from '@catalyst/react'
import { isNotFound, type ResourceRef } from '@catalyst/sdk'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link, useParams } from 'react-router'
import { LoadingCards } from '../../layout/LoadingCards.tsx'
import { withCluster } from '../../routing/withCluster.ts'
import { ProjectView } from './ProjectView.tsx'

/** One project: its templates, where it comes from, and its environments. */
export function ProjectPage(): ReactNode {
  const { cluster = '-', namespace = '', name = '' } = useParams()
  const ref: ResourceRef = { cluster, namespace, name }
  const live = useProjects({ cluster, namespace })
  const query = useQuery(projectOptions(useCatalystClient(), ref))
  const project = live.data?.items.find(({ metadata }) => metadata.name === name) ?? query.data
  const projects = withCluster('/projects', cluster)
  const retry = () => void query.refetch()
  return (
    <>
      <title>{`${name} · Catalyst`}</title>
      <div className="app-crumbs">
        <nav aria-label="Breadcrumb">
          <Link to={projects}>Projects</Link>
          <span aria-hidden="true"> / </span>
          <span>{namespace}</span>
        </nav>
        {project !== undefined && <ConnectionStatus of={live} />}
      </div>
      {project !== undefined ? (
        <ProjectView project={project} projectRef={ref} />
      ) : (
        <>
          <h1 className="app-title">{name}</h1>
          {isNotFound(query.error) ? (
            <ResourceNotFound
              resourceType="Project"
              resourceName={name}
              missing={query.error.problem.missing}
              lastSeen={query.error.problem.lastSeen}
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
