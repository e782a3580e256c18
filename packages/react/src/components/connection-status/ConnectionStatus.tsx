import { forwardRef } from 'react'
import { useConnection } from '../../hooks/useConnection.ts'
import { ConnectionStatusView, type ConnectionStatusViewProps } from './ConnectionStatusView.tsx'

export type ConnectionStatusProps = Omit<
  ConnectionStatusViewProps,
  'state' | 'since' | 'retryAt' | 'reason' | 'onRetry'
>

/**
 * How the event stream of the page is doing, with a way to try again at once. Needs a `CatalystProvider`.
 * Renders a `<div>`; `data-state` is `idle`, `connecting`, `live` or `stale`.
 */
export const ConnectionStatus = forwardRef<HTMLDivElement, ConnectionStatusProps>(
  function ConnectionStatus(props, ref) {
    const { state, since, retryAt, reason, retry } = useConnection()
    return (
      <ConnectionStatusView
        ref={ref}
        state={state}
        since={since}
        retryAt={retryAt}
        reason={reason}
        onRetry={retry}
        {...props}
      />
    )
  },
)
