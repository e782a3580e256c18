import type { Environment, EnvironmentMetrics } from '@catalyst/api'
import type { MouseEvent, ReactNode } from 'react'
import { useNow } from '../../internals/clock.ts'
import { formatDate } from '../../internals/formatDate.ts'
import { formatDuration } from '../../internals/formatDuration.ts'
import { ExternalIcon, PullRequestIcon, WarningIcon } from '../../internals/icons.tsx'
import { safeUrl } from '../../internals/safeUrl.ts'
import { useMessages } from '../../messages/MessagesProvider.tsx'
import { metricsBadgeMessages } from '../metrics-badge/metricsBadgeMessages.ts'
import { boundedUsage } from '../metrics-badge/usageLevel.ts'
import { UsageText } from '../metrics-badge/UsageText.tsx'
import { PhaseBadge } from '../phase-badge/PhaseBadge.tsx'
import type { EnvironmentColumn } from './environmentColumns.ts'
import type { EnvironmentListMessages } from './environmentListMessages.ts'
import { environmentWarnings, type EnvironmentWarning } from './environmentWarnings.ts'
import type { ListedEnvironment } from './ListedEnvironment.ts'

/** Where a row is, for callbacks of a list over several clusters. */
export interface EnvironmentPlace {
  /** Name of the cluster; `-` for the default one. */
  cluster: string
}

/** What a row can do; all of it the host's. */
export interface RowBehaviour {
  getHref: ((environment: Environment, place: EnvironmentPlace) => string) | undefined
  onSelect: ((environment: Environment, place: EnvironmentPlace) => void) | undefined
  renderActions: ((environment: Environment, place: EnvironmentPlace) => ReactNode) | undefined
}

export interface CellProps extends RowBehaviour {
  listed: ListedEnvironment
  metrics: EnvironmentMetrics | undefined
  words: EnvironmentListMessages
}

const placeOf = ({ cluster }: ListedEnvironment): EnvironmentPlace => ({ cluster })

function NameCell({ listed, getHref, onSelect }: CellProps): ReactNode {
  const { environment } = listed
  const { name, namespace } = environment.metadata
  const select = (event: MouseEvent) => {
    // A click that asks for a new tab or a download is the browser's.
    if (onSelect === undefined || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    onSelect(environment, placeOf(listed))
  }
  return (
    <>
      {getHref !== undefined ? (
        <a className="catalyst-environment-name" href={getHref(environment, placeOf(listed))} onClick={select}>
          {name}
        </a>
      ) : onSelect !== undefined ? (
        <button type="button" className="catalyst-environment-name catalyst-link" onClick={select}>
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

function UrlCell({ listed: { environment }, words }: CellProps): ReactNode {
  const url = safeUrl(environment.status?.url)
  if (url === undefined) return <Nothing text={words.noUrl} />
  return (
    <a className="catalyst-environment-link" href={url.href} target="_blank" rel="noreferrer" title={url.href}>
      <span className="catalyst-truncate">{url.host}</span>
      <ExternalIcon />
    </a>
  )
}

function PullRequestCell({ listed: { environment }, words }: CellProps): ReactNode {
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

function UsageCell({ metrics, words, resource }: CellProps & { resource: 'cpu' | 'memory' }): ReactNode {
  const usageWords = useMessages('metricsBadge', metricsBadgeMessages)
  if (metrics === undefined) return <Nothing text={words.notKnown} />
  if (!metrics.available) return <Nothing text={words.notKnown} why={usageWords.unavailable[metrics.reason]} />
  return <UsageText resource={resource} usage={boundedUsage(metrics)[resource]} words={usageWords} />
}

/** Until it is told in minutes, an age changes every second. */
const youngMs = 60_000

function AgeCell({ listed: { environment } }: CellProps): ReactNode {
  const { creationTimestamp } = environment.metadata
  const now = useNow(30_000)
  const created = Date.parse(creationTimestamp ?? '')
  if (Number.isNaN(created)) return null
  const Age = now - created < youngMs ? YoungAge : OldAge
  return <Age created={created} />
}

const YoungAge = ({ created }: { created: number }) => <AgeText created={created} now={useNow(1000)} />
const OldAge = ({ created }: { created: number }) => <AgeText created={created} now={useNow(30_000)} />

function AgeText({ created, now }: { created: number; now: number }): ReactNode {
  return (
    <time
      className="catalyst-environment-age"
      dateTime={new Date(created).toISOString()}
      title={formatDate(created)}
      // A server tells the time of another moment, and maybe of another place.
      suppressHydrationWarning
    >
      {formatDuration(now - created)}
    </time>
  )
}

function WarningsCell({ listed: { environment }, metrics, words }: CellProps): ReactNode {
  const warnings = environmentWarnings(environment, metrics)
  if (warnings.length === 0) return <Nothing text={words.none} />
  return warnings.map((warning) => {
    const text = warningText(warning, words)
    return (
      <span
        key={text}
        className="catalyst-environment-warning"
        data-tone={warning.kind === 'quota' && warning.level === 'high' ? 'warning' : 'danger'}
        title={text}
      >
        <WarningIcon />
        <span>{text}</span>
      </span>
    )
  })
}

function warningText(warning: EnvironmentWarning, words: EnvironmentListMessages): string {
  if (warning.kind === 'trouble') return warning.message
  return (warning.level === 'over' ? words.overQuota : words.nearQuota)(words[warning.resource])
}

function Nothing({ text, why }: { text: string; why?: string | undefined }): ReactNode {
  return (
    <span className="catalyst-muted" title={why ?? text}>
      <span aria-hidden="true">–</span>
      <span className="catalyst-hidden">{why ?? text}</span>
    </span>
  )
}

/** What stands in each column. */
export const environmentCells: Record<EnvironmentColumn, (props: CellProps) => ReactNode> = {
  environment: NameCell,
  cluster: ({ listed }) => <span className="catalyst-truncate">{listed.cluster}</span>,
  status: ({ listed }) => <PhaseBadge phase={listed.phase} />,
  url: UrlCell,
  pullRequest: PullRequestCell,
  cpu: (props) => <UsageCell {...props} resource="cpu" />,
  memory: (props) => <UsageCell {...props} resource="memory" />,
  age: AgeCell,
  warnings: WarningsCell,
  actions: ({ listed, renderActions }) => renderActions?.(listed.environment, placeOf(listed)),
}
