import type { Project } from '@catalyst/api'
import type { ReactNode } from 'react'
import { FactList } from '../../layout/FactList.tsx'
import { repositoryOf } from './repositoryOf.ts'

/** The repositories that a project is made of. */
export function SourcesCard({ project }: { project: Project }): ReactNode {
  return (
    <section className="app-card" aria-labelledby="sources">
      <h2 id="sources">Sources</h2>
      <FactList
        facts={project.spec.sources.map(({ name, repositoryUrl, branch, credentialsSecretRef }) => [
          name,
          <span key={name} className="app-source">
            <RepositoryLink address={repositoryUrl} />
            <span className="catalyst-muted">
              {branch === undefined ? 'its default branch' : `branch ${branch}`}
              {credentialsSecretRef !== undefined && `, credentials in Secret ${credentialsSecretRef.name}`}
            </span>
          </span>,
        ])}
      />
    </section>
  )
}

function RepositoryLink({ address }: { address: string }): ReactNode {
  const { text, href } = repositoryOf(address)
  if (href === undefined) return text
  return (
    <a href={href} target="_blank" rel="noreferrer">
      {text}
    </a>
  )
}
