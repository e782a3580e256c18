import type { Environment, EnvironmentMetrics } from '@catalyst/api'
import { phaseOf } from '@catalyst/api/phases'
import { memo, type MouseEvent, type ReactNode } from 'react'
import { useNow } from '../../internals/clock.ts'
import { formatDuration } from '../../internals/formatDuration.ts'
import { ExternalIcon, PullRequestIcon, WarningIcon } from '../../internals/icons.tsx'
import { safeUrl } from '../../internals/safeUrl.ts'
import { useMessages } from '../../messages/MessagesProvider.tsx'
import { metricsBadgeMessages } from '../metrics-badge/metricsBadgeMessages.ts'
import { boundedUsage, usageLevel } from '../metrics-badge/usageLevel.ts'
import { UsageText } from '../metrics-badge/UsageText.tsx'
import { PhaseBadge } from '../phase-badge/PhaseBadge.tsx'
import type { EnvironmentColumn } from './environmentColumns.ts'
import type { EnvironmentListMessages } from './environmentListMessages.ts'

export interface EnvironmentRowProps {
  environment: Environment
  metrics: EnvironmentMetrics | undefined
  columns: readonly EnvironmentColumn[]
  getHref: ((environment: Environment) => string) | undefined
  onSelect: ((environment: Environment) => void) | undefined
  words: EnvironmentListMessages
}

/** One environment. Renders a `<tr>`; `data-phase` is its phase. */
export const EnvironmentRow = memo(function EnvironmentRow(props: EnvironmentRowProps): ReactNode {
  const { environment, columns, words } = props
  return (
    <tr role="row" className="catalyst-environment" data-phase={phaseOf(environment)}>
      {columns.map((column) => {
        const Cell = cells[column]
        return column === 'environment' ? (
          <th key={column} role="rowheader" scope="row" data-column={column}>
            <Cell {...props} />
          </th>
        ) : (
          <td key={column} role="cell" data-column={column} data-label={words.column[column]}>
            <Cell {...props} />
          </td>
        )
      })}
    </tr>
  )
})

function NameCell({ environment, getHref, onSelect }: EnvironmentRowProps): ReactNode {
  const { name, namespace } = environment.metadata
  const select = (event: MouseEvent) => {
    // A click that asks for a new tab or a download is the browser's.
    if (onSelect === undefined || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    onSelect(environment)
  }
  return (
    <>
      {getHref !== undefined ? (
        <a className="catalyst-environment-name" href={getHref(environment)} onClick={select}>
          {name}
        </a>
      ) : onSelect !== undefined ? (
        <button type="button" className="catalyst-environment-name catalyst-link" onClick={() => onSelect(environment)}>
          {name}
        </button>
      ) : (
        <span className="catalyst-environment-name">{name}</span>
      )}
      <span className="catalyst-environment-namespace" title={namespace}>
        {namespace}
      </span>
    </>
  )
}

function StatusCell({ environment }: EnvironmentRowProps): ReactNode {
  return <PhaseBadge phase={phaseOf(environment)} />
}

function UrlCell({ environment, words }: EnvironmentRowProps): ReactNode {
  const url = safeUrl(environment.status?.url)
  if (url === undefined) return <Nothing text={words.noUrl} />
  return (
    <a className="catalyst-environment-link" href={url.href} target="_blank" rel="noreferrer" title={url.href}>
      <span className="catalyst-truncate">{url.host}</span>
      <ExternalIcon />
    </a>
  )
}

function PullRequestCell({ environment, words }: EnvironmentRowProps): ReactNode {
  const { pullRequest, projectRef } = environment.spec
  const url = safeUrl(pullRequest?.url)
  if (pullRequest?.number === undefined) return <Nothing text={words.noPullRequest} />
  const text = (
    <>
      <PullRequestIcon />
      {words.pullRequest(pullRequest.number)}
    </>
  )
  if (url === undefined) return <span className="catalyst-environment-link">{text}</span>
  return (
    <a
      className="catalyst-environment-link"
      href={url.href}
      target="_blank"
      rel="noreferrer"
      aria-label={words.pullRequestLink(pullRequest.number, projectRef.name)}
    >
      {text}
    </a>
  )
}

function UsageCell({ metrics, words, resource }: EnvironmentRowProps & { resource: 'cpu' | 'memory' }): ReactNode {
  const usageWords = useMessages('metricsBadge', metricsBadgeMessages)
  if (metrics === undefined) return <Nothing text={words.notKnown} />
  if (!metrics.available) return <Nothing text={words.notKnown} why={usageWords.unavailable[metrics.reason]} />
  return <UsageText resource={resource} usage={boundedUsage(metrics)[resource]} words={usageWords} />
}

function AgeCell({ environment }: EnvironmentRowProps): ReactNode {
  const now = useNow(30_000)
  const { creationTimestamp } = environment.metadata
  if (creationTimestamp === undefined) return null
  return (
    <time className="catalyst-environment-age" dateTime={creationTimestamp} title={creationTimestamp}>
      {formatDuration(now - Date.parse(creationTimestamp))}
    </time>
  )
}

function WarningsCell({ environment, metrics, words }: EnvironmentRowProps): ReactNode {
  const warnings = [...quotaWarnings(metrics, words), ...troubleOf(environment)]
  if (warnings.length === 0) return <Nothing text={words.none} />
  return warnings.map((warning) => (
    <span key={warning} className="catalyst-environment-warning" title={warning}>
      <WarningIcon />
      <span>{warning}</span>
    </span>
  ))
}

function Nothing({ text, why }: { text: string; why?: string | undefined }): ReactNode {
  return (
    <span className="catalyst-muted" title={why ?? text}>
      <span aria-hidden="true">–</span>
      <span className="catalyst-hidden">{why ?? text}</span>
    </span>
  )
}

function quotaWarnings(metrics: EnvironmentMetrics | undefined, words: EnvironmentListMessages): string[] {
  if (metrics === undefined || !metrics.available) return []
  const usage = boundedUsage(metrics)
  return (['cpu', 'memory'] as const).flatMap((resource) => {
    const level = usageLevel(usage[resource])
    if (level === 'normal') return []
    return level === 'over' ? [words.overQuota(words[resource])] : [words.nearQuota(words[resource])]
  })
}

/** What the operator says of an environment that is not well. */
function troubleOf(environment: Environment): string[] {
  const phase = phaseOf(environment)
  const { message } = environment.status ?? {}
  return (phase === 'Failed' || phase === 'Degraded') && message ? [message] : []
}

const cells: Record<EnvironmentColumn, (props: EnvironmentRowProps) => ReactNode> = {
  environment: NameCell,
  status: StatusCell,
  url: UrlCell,
  pullRequest: PullRequestCell,
  cpu: (props) => <UsageCell {...props} resource="cpu" />,
  memory: (props) => <UsageCell {...props} resource="memory" />,
  age: AgeCell,
  warnings: WarningsCell,
}
