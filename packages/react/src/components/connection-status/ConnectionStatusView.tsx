import { forwardRef, type ComponentPropsWithoutRef, type ReactNode } from 'react'
import { classNames } from '../../internals/classNames.ts'
import { useNow } from '../../internals/clock.ts'
import { formatDuration } from '../../internals/formatDuration.ts'
import { UnpluggedIcon } from '../../internals/icons.tsx'
import { withBoundary } from '../../internals/withBoundary.tsx'
import { useMessages } from '../../messages/MessagesProvider.tsx'
import { connectionStatusMessages, type ConnectionStatusMessages } from './connectionStatusMessages.ts'

export interface ConnectionStatusViewProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  state: 'idle' | 'connecting' | 'live' | 'stale'
  /** Since when the state holds. */
  since?: Date | undefined
  /** When the next attempt is made; absent while one is. */
  retryAt?: Date | undefined
  /** Why it is stale, for people. */
  reason?: string | undefined
  /** Tries at once; the button is absent without it. */
  onRetry?: (() => void) | undefined
  messages?: Partial<ConnectionStatusMessages> | undefined
}

/**
 * Whether what the page shows is the truth of this moment, and if not, for how long. Needs no provider.
 * Renders a `<div>`; `data-state` is `idle`, `connecting`, `live` or `stale`.
 */
export const ConnectionStatusView = withBoundary(
  forwardRef<HTMLDivElement, ConnectionStatusViewProps>(function ConnectionStatusView(
    { state, since, retryAt, reason, onRetry, messages, className, ...elementProps },
    ref,
  ) {
    const words = useMessages('connectionStatus', connectionStatusMessages, messages)
    return (
      <div
        ref={ref}
        className={classNames('catalyst', 'catalyst-connection', className)}
        data-state={state}
        title={reason}
        {...elementProps}
      >
        {state === 'stale' ? <UnpluggedIcon /> : <span className="catalyst-dot" aria-hidden="true" />}
        {/* Seconds are for the eye: a screen reader would read every one of them. */}
        <span role="status" className={state === 'stale' ? 'catalyst-hidden' : undefined}>
          {state === 'stale' ? words.lost : words[state]}
        </span>
        {state === 'stale' && <Countdown since={since} retryAt={retryAt} words={words} />}
        {state === 'stale' && onRetry !== undefined && (
          <button type="button" className="catalyst-link" onClick={onRetry}>
            {words.retryNow}
          </button>
        )}
      </div>
    )
  }),
)

interface CountdownProps {
  since: Date | undefined
  retryAt: Date | undefined
  words: ConnectionStatusMessages
}

function Countdown({ since, retryAt, words }: CountdownProps): ReactNode {
  const now = useNow(1000)
  const seconds = retryAt === undefined ? 0 : Math.ceil((retryAt.getTime() - now) / 1000)
  return (
    <span aria-hidden="true">
      {words.stale(formatDuration(since === undefined ? 0 : now - since.getTime()))},{' '}
      {seconds > 0 ? words.retryingIn(seconds) : words.retrying}
    </span>
  )
}
