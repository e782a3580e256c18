import { ConnectionStatus, ProblemView, useEnvironments, useProjects } from '@catalyst/react'
import { describeError } from '@catalyst/sdk'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { LoadingCards } from '../../layout/LoadingCards.tsx'
import { useSeveralClusters } from '../../layout/useSeveralClusters.ts'
import { useSearchShortcut } from '../../layout/useShortcut.ts'
import { useQueryState } from '../../routing/useQueryState.ts'
import { useQueryText } from '../../routing/useQueryText.ts'
import { withCluster } from '../../routing/withCluster.ts'
import { ClusterChoice } from '../list/ClusterChoice.tsx'
import { isOfProject } from './isOfProject.ts'
import { matchingProjects } from './matchingProjects.ts'
import { ProjectCard } from './ProjectCard.tsx'

/** All projects, of all clusters or one. */
export function ProjectsPage(): ReactNode {
  const [cluster, setCluster] = useQueryState('cluster')
  const [search, setSearch] = useQueryText('q')
  const several = useSeveralClusters()
  const choice = cluster === undefined && several !== undefined ? { clusters: several } : { cluster }
  const query = useProjects(choice)
  const environments = useEnvironments(choice).clusters
  useSearchShortcut()
  const shown = matchingProjects(query.clusters, search)
  const isEmpty = query.data?.items.length === 0
  const failed = query.isError ? [] : query.clusters.filter(({ error }) => error !== null)

  return (
    <>
      <title>Projects · Catalyst</title>
      <div className="app-page-head">
        <h1>Projects</h1>
        <div className="app-actions">
          <ClusterChoice all cluster={cluster} onChange={setCluster} />
          <Link className="catalyst-button" data-variant="primary" to={withCluster('/projects/new', cluster)}>
            New project
          </Link>
        </div>
      </div>
      <div className="app-page-head">
        <label className="catalyst-field app-search">
          <span className="catalyst-hidden">Search by team or name</span>
          <input
            type="search"
            value={search}
            placeholder="Search by team or name"
            onChange={({ target }) => setSearch(target.value)}
          />
        </label>
        {query.data !== undefined && <ConnectionStatus of={query} />}
      </div>
      {query.isError && <ProblemView error={query.error} onRetry={() => void query.refetch()} />}
      {failed.map(({ cluster: name, error }) => (
        <p key={name} className="app-banner" role="status">
          <strong>Cluster {name}:</strong> {describeError(error)}
        </p>
      ))}
      {query.isPending && <LoadingCards label="Loading the projects" />}
      {isEmpty && (
        <p className="app-empty catalyst-muted">
          There is no project that you may see. A project names repositories and says how their environments deploy.
        </p>
      )}
      {query.data !== undefined && !isEmpty && shown.length === 0 && (
        <p className="app-empty catalyst-muted" role="status">
          No project matches.
        </p>
      )}
      {shown.length > 0 && (
        <ul className="app-cards" aria-label="Projects">
          {shown.map(({ cluster: home, project }) => (
            <li key={`${home}/${project.metadata.namespace ?? ''}/${project.metadata.name}`}>
              <ProjectCard
                project={project}
                cluster={home}
                showCluster={several !== undefined}
                environments={environments
                  .find((one) => one.cluster === home)
                  ?.items?.filter((environment) => isOfProject(environment, project))}
              />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
