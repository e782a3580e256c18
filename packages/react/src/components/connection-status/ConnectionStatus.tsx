import { forwardRef } from 'react'
import type { Freshness } from '../../hooks/Freshness.ts'
import { useConnection } from '../../hooks/useConnection.ts'
import { connectionOf } from '../../internals/connectionOf.ts'
import { withBoundary } from '../../internals/withBoundary.tsx'
import { ConnectionStatusView, type ConnectionStatusViewProps } from './ConnectionStatusView.tsx'

export interface ConnectionStatusProps extends Omit<
  ConnectionStatusViewProps,
  'state' | 'since' | 'retryAt' | 'reason' | 'onRetry'
> {
  /** The result of a hook whose data is on the screen: it can be stale behind a stream that is live. */
  of?: Freshness | undefined
}

/**
 * How the event stream of the page is doing, with a way to try again at once. Needs a `CatalystProvider`.
 * Renders a `<div>`; `data-state` is `idle`, `connecting`, `live` or `stale`.
 */
export const ConnectionStatus = withBoundary(
  forwardRef<HTMLDivElement, ConnectionStatusProps>(function ConnectionStatus({ of = fresh, ...viewProps }, ref) {
    const { retry, ...connection } = useConnection()
    return <ConnectionStatusView ref={ref} {...connectionOf(of, connection)} onRetry={retry} {...viewProps} />
  }),
)

const fresh: Freshness = { stale: false }
