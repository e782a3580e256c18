import type { ReactNode } from 'react'
import { useNow } from '../../internals/clock.ts'
import { UnpluggedIcon } from '../../internals/icons.tsx'
import type { LogSnapshot } from './LogSnapshot.ts'
import { statusText, type LogConnection, type LogStatus } from './LogStatus.ts'
import type { LogViewerMessages } from './logViewerMessages.ts'
import { useArrivals } from './useArrivals.ts'

export interface LogStatusBarProps {
  status: LogStatus
  connection: LogConnection
  snapshot: LogSnapshot
  /** How many entries are shown, where not all are. */
  shown: number | undefined
  onRetry: (() => void) | undefined
  messages: LogViewerMessages
  /** What stands beside the state. */
  children?: ReactNode
}

/** States that do not change any more by themselves. */
const over: ReadonlySet<LogStatus['state']> = new Set(['complete', 'ended', 'gone', 'failed'])

/** What the log is doing, and how much of it is here. Renders a `<div>`; `data-state` is the state shown. */
export function LogStatusBar(props: LogStatusBarProps): ReactNode {
  const { status, connection, snapshot, shown, onRetry, messages, children } = props
  const isLost = connection.state === 'stale' && status.state !== 'failed'
  const arrived = useArrivals(snapshot.first + snapshot.count)
  return (
    <div className="catalyst-log-status" data-state={isLost ? 'stale' : status.state}>
      {isLost ? (
        <LostConnection connection={connection} messages={messages} />
      ) : (
        <span className="catalyst-dot" aria-hidden="true" />
      )}
      <span className={isLost ? 'catalyst-hidden' : 'catalyst-log-state'} role="status">
        {isLost ? messages.connectionLostShort : statusText(status, messages)}
      </span>
      <span className="catalyst-hidden" role="status">
        {arrived === 0 ? '' : messages.arrivedLines(arrived)}
      </span>
      {children}
      {onRetry !== undefined && over.has(status.state) && (
        <button type="button" className="catalyst-link" onClick={onRetry}>
          {messages.lookAgain}
        </button>
      )}
      {snapshot.dropped > 0 && <span className="catalyst-log-dropped">{messages.dropped(snapshot.dropped)}</span>}
      <span>{shown === undefined ? messages.lines(snapshot.lines) : messages.shownLines(shown, snapshot.lines)}</span>
    </div>
  )
}

function LostConnection({
  connection,
  messages,
}: {
  connection: LogConnection
  messages: LogViewerMessages
}): ReactNode {
  const now = useNow(1000)
  const { since, retryAt } = connection
  const ago = since === undefined ? 0 : Math.max(0, Math.round((now - since.getTime()) / 1000))
  const wait = retryAt === undefined ? undefined : Math.ceil((retryAt.getTime() - now) / 1000)
  return (
    // Seconds are for the eye: a screen reader would read every one of them.
    <span className="catalyst-log-state" aria-hidden="true">
      <UnpluggedIcon />
      {messages.connectionLost(ago)} {messages.reconnecting(wait)}
    </span>
  )
}
