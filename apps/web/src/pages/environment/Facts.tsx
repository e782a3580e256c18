import type { Environment } from '@catalyst/api'
import type { ReactNode } from 'react'

/** What an environment is made from, as a list of terms. */
export function Facts({ environment }: { environment: Environment }): ReactNode {
  const { metadata, spec, status } = environment
  const facts: [string, ReactNode][] = [
    [
      'Project',
      spec.projectRef.namespace === undefined
        ? spec.projectRef.name
        : `${spec.projectRef.namespace} / ${spec.projectRef.name}`,
    ],
    ['Type', spec.type],
    ['Runs in', status?.namespace],
    ['Pull request', pullRequestOf(environment)],
    ...sourcesOf(environment).map(({ name, text }): [string, ReactNode] => [
      `Source ${name}`,
      <code key={name}>{text}</code>,
    ]),
    ['Image', spec.config?.image],
    ['Detected', status?.detected?.type],
    ['Command', spec.devCommand ?? status?.detected?.command],
    ['Created', metadata.creationTimestamp && <Time key="created" value={metadata.creationTimestamp} />],
  ]
  return (
    <dl className="app-facts">
      {facts
        .filter(([, value]) => value !== undefined && value !== '')
        .map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}

function sourcesOf({ spec, status }: Environment): { name: string; text: string }[] {
  return (spec.sources ?? []).map(({ name, branch, commitSha }) => {
    const resolved = status?.sources?.find((one) => one.name === name)?.commitSha ?? commitSha
    return { name, text: [branch, resolved?.slice(0, 12)].filter((part) => part !== undefined).join(' @ ') }
  })
}

function pullRequestOf({ spec: { pullRequest } }: Environment): ReactNode {
  if (pullRequest?.number === undefined) return undefined
  const { url, number } = pullRequest
  // What a cluster holds is others' input: `javascript:` and its like are no links.
  if (url === undefined || !/^https?:\/\//i.test(url)) return `#${number}`
  return (
    <a href={url} target="_blank" rel="noreferrer">
      #{number}
    </a>
  )
}

function Time({ value }: { value: string }): ReactNode {
  const date = new Date(value)
  return (
    <time dateTime={value}>
      {Number.isNaN(date.getTime())
        ? value
        : date.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })}
    </time>
  )
}
