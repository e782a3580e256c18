import type { ReactNode } from 'react'
import { ExternalLink } from '../../internals/ExternalLink.tsx'
import type { EnvironmentDetailMessages } from './environmentDetailMessages.ts'
import type { SourceRow } from './sourcesOf.ts'

export interface SourceListProps {
  sources: readonly SourceRow[]
  words: EnvironmentDetailMessages
}

/** What an environment is built from: repository, branch, commit, and how the build went. Renders a `<ul>`. */
export function SourceList({ sources, words }: SourceListProps): ReactNode {
  return (
    <ul className="catalyst-sources" aria-label={words.sources}>
      {sources.map(({ name, repository, branch, commitSha, build }) => (
        <li key={name} className="catalyst-source">
          <p className="catalyst-source-head">
            <strong>{name}</strong>
            {repository !== undefined && <ExternalLink href={repository.page}>{repository.text}</ExternalLink>}
          </p>
          <p className="catalyst-source-revision">
            {branch !== undefined && (
              <ExternalLink href={repository?.branch(branch)}>
                <span className="catalyst-hidden">{words.branch} </span>
                <code>{branch}</code>
              </ExternalLink>
            )}
            {commitSha !== undefined && (
              <ExternalLink href={repository?.commit(commitSha)} title={commitSha}>
                <span className="catalyst-hidden">{words.commit} </span>
                <code>{commitSha.slice(0, 8)}</code>
              </ExternalLink>
            )}
          </p>
          {build !== undefined && (
            <p className="catalyst-muted catalyst-source-build">
              {words.build(build.phase ?? '', build.jobName)}
              {build.image !== undefined && <code>{build.image}</code>}
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}
