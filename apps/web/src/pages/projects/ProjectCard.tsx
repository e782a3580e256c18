import type { Environment, Project } from '@catalyst/api'
import { phaseOf, type Phase } from '@catalyst/api/phases'
import { PhaseBadge } from '@catalyst/react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { projectPath } from '../../routing/projectPath.ts'
import { repositoryOf } from '../project/repositoryOf.ts'
import { templateTypeText } from '../project/templateFacts.ts'

export interface ProjectCardProps {
  project: Project
  cluster: string
  /** Whether it says where it is, because projects of several clusters are shown. */
  showCluster: boolean
  /** Its own; `undefined` while they are not known. */
  environments: readonly Environment[] | undefined
}

/** A project in a few lines, with the way to all of it. */
export function ProjectCard({ project, cluster, showCluster, environments }: ProjectCardProps): ReactNode {
  const { name, namespace = '' } = project.metadata
  const templates = Object.entries(project.spec.templates)
  return (
    <article className="app-card app-project">
      <header>
        <h2>
          <Link to={projectPath({ cluster, namespace, name })}>{name}</Link>
        </h2>
        <p className="catalyst-muted">
          {namespace}
          {showCluster && ` in ${cluster}`}
        </p>
      </header>
      <ul className="app-project-templates" aria-label="Templates">
        {templates.length === 0 && <li className="catalyst-muted">No templates</li>}
        {templates.map(([key, { type }]) => (
          <li key={key}>
            {key} <span className="catalyst-muted">{templateTypeText[type]}</span>
          </li>
        ))}
      </ul>
      <ul className="app-project-sources catalyst-muted" aria-label="Sources">
        {project.spec.sources.map(({ name: source, repositoryUrl }) => (
          <li key={source} className="app-truncate" title={repositoryUrl}>
            {repositoryOf(repositoryUrl).text}
          </li>
        ))}
      </ul>
      <footer>
        <span>{environments === undefined ? '…' : countText(environments.length)}</span>
        {phasesOf(environments ?? []).map(([phase, count]) => (
          <span key={phase} className="app-project-phase">
            {count} <PhaseBadge phase={phase} />
          </span>
        ))}
      </footer>
    </article>
  )
}

function countText(count: number): string {
  if (count === 0) return 'No environments'
  return count === 1 ? '1 environment' : `${count} environments`
}

/** The phases in which somebody may want to look. */
const troubled: readonly Phase[] = ['Failed', 'Degraded']

function phasesOf(environments: readonly Environment[]): [Phase, number][] {
  return troubled
    .map((phase): [Phase, number] => [phase, environments.filter((one) => phaseOf(one) === phase).length])
    .filter(([, count]) => count > 0)
}
