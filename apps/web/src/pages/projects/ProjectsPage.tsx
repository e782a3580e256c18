import { ConnectionStatus, ProblemView, useEnvironments, useProjects } from '@catalyst/react'
import type { ReactNode } from 'react'
import { useShortcut } from '../../layout/useShortcut.ts'
import { LoadingCards } from '../../layout/LoadingCards.tsx'
import { useQueryState } from '../../routing/useQueryState.ts'
import { useQueryText } from '../../routing/useQueryText.ts'
import { ClusterChoice } from '../list/ClusterChoice.tsx'
import { isOfProject } from './isOfProject.ts'
import { ProjectCard } from './ProjectCard.tsx'

/** All projects of a cluster. */
export function ProjectsPage(): ReactNode {
  const [cluster, setCluster] = useQueryState('cluster')
  const [search, setSearch] = useQueryText('q')
  const query = useProjects({ cluster })
  const environments = useEnvironments({ cluster }).data?.items
  useShortcut('/', () => document.querySelector<HTMLInputElement>('.app-main input[type=search]')?.focus())
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const projects = query.data?.items
  const shown = projects
    ?.filter(({ metadata: { name, namespace = '' } }) => words.every((word) => `${namespace}/${name}`.includes(word)))
    .toSorted((a, b) => keyOf(a).localeCompare(keyOf(b)))

  return (
    <>
      <title>Projects · Catalyst</title>
      <div className="app-page-head">
        <h1>Projects</h1>
        <div className="app-actions">
          <ClusterChoice cluster={cluster} onChange={setCluster} />
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
        {projects !== undefined && <ConnectionStatus of={query} />}
      </div>
      {query.isError && <ProblemView error={query.error} onRetry={() => void query.refetch()} />}
      {projects === undefined && !query.isError && <LoadingCards label="Loading the projects" />}
      {projects?.length === 0 && (
        <p className="app-empty catalyst-muted">
          There is no project that you may see. A project names repositories and says how their environments deploy.
        </p>
      )}
      {projects !== undefined && projects.length > 0 && shown?.length === 0 && (
        <p className="app-empty catalyst-muted" role="status">
          No project matches.
        </p>
      )}
      {shown !== undefined && shown.length > 0 && (
        <ul className="app-cards" aria-label="Projects">
          {shown.map((project) => (
            <li key={keyOf(project)}>
              <ProjectCard
                project={project}
                cluster={cluster ?? '-'}
                environments={environments?.filter((environment) => isOfProject(environment, project))}
              />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function keyOf({ metadata }: { metadata: { name: string; namespace?: string | undefined } }): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`
}
