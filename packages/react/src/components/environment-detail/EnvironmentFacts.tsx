import type { Environment, Project } from '@catalyst/api'
import { forwardRef, type ComponentPropsWithoutRef, type ReactNode } from 'react'
import { Ago } from '../../internals/Ago.tsx'
import { classNames } from '../../internals/classNames.ts'
import { ExternalLink } from '../../internals/ExternalLink.tsx'
import { withBoundary } from '../../internals/withBoundary.tsx'
import { useMessages } from '../../messages/MessagesProvider.tsx'
import { environmentDetailMessages, type EnvironmentDetailMessages } from './environmentDetailMessages.ts'
import { commandOf, hasNoType, type CommandFact } from './commandOf.ts'
import { SourceList } from './SourceList.tsx'
import { sourcesOf } from './sourcesOf.ts'

export interface EnvironmentFactsProps extends Omit<ComponentPropsWithoutRef<'dl'>, 'children'> {
  environment: Environment
  /** Its project, which knows where the repositories are: without it, commits and branches are no links. */
  project?: Project | undefined
  /** Address of the project's page in the app. */
  projectHref?: string | undefined
  messages?: Partial<EnvironmentDetailMessages> | undefined
}

/**
 * What an environment is made from: project, type, pull request, sources with their commits, image, command. Needs no provider.
 * Renders a `<dl>`; what is not known is left out.
 */
export const EnvironmentFacts = withBoundary(
  forwardRef<HTMLDListElement, EnvironmentFactsProps>(function EnvironmentFacts(
    { environment, project, projectHref, messages, className, ...elementProps },
    ref,
  ) {
    const words = useMessages('environmentDetail', environmentDetailMessages, messages)
    const { metadata, spec, status } = environment
    const { command, workdir } = commandOf(environment)
    const sources = sourcesOf(environment, project)
    const { name, namespace: team } = spec.projectRef
    const projectText = team === undefined ? name : `${team} / ${name}`
    const variables = Object.keys(spec.config?.envVars ?? {})
    const facts: [string, ReactNode][] = [
      [words.fact.project, projectHref === undefined ? projectText : <a href={projectHref}>{projectText}</a>],
      [words.fact.type, spec.type],
      [words.fact.template, status?.template],
      [words.fact.namespace, status?.namespace && <code>{status.namespace}</code>],
      [words.fact.pullRequest, pullRequestOf(environment)],
      [words.sources, sources.length > 0 && <SourceList sources={sources} words={words} />],
      [words.fact.image, spec.config?.image && <code>{spec.config.image}</code>],
      [words.fact.detected, hasNoType(environment) ? words.nothingDetected : status?.detected?.type],
      [words.fact.command, command && <Command fact={command} words={words} />],
      [words.fact.workdir, workdir && <Command fact={workdir} words={words} />],
      // Their values may be anybody's secrets, and the names say enough.
      [
        words.fact.variables,
        variables.length > 0 && <span title={variables.join(', ')}>{words.variables(variables.length)}</span>,
      ],
      [
        words.fact.created,
        metadata.creationTimestamp && <Ago at={metadata.creationTimestamp} words={words.ago} className="" />,
      ],
      [words.fact.ready, status?.readyAt && <Ago at={status.readyAt} words={words.ago} className="" />],
    ]
    return (
      <dl ref={ref} className={classNames('catalyst', 'catalyst-facts', className)} {...elementProps}>
        {facts
          .filter(([, value]) => value !== undefined && value !== '' && value !== false)
          .map(([term, value]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    )
  }),
)

function Command({ fact, words }: { fact: CommandFact; words: EnvironmentDetailMessages }): ReactNode {
  return (
    <>
      <code>{fact.text}</code>
      {fact.isOverride && <span className="catalyst-tag">{words.overridden}</span>}
    </>
  )
}

function pullRequestOf({ spec: { pullRequest } }: Environment): ReactNode {
  if (pullRequest?.number === undefined && pullRequest?.url === undefined) return undefined
  const { url, number } = pullRequest
  return <ExternalLink href={url}>{number === undefined ? url : `#${number}`}</ExternalLink>
}
