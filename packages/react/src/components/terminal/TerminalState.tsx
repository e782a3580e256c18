import type { ReactNode } from 'react'
import { useNow } from '../../internals/clock.ts'
import { UnpluggedIcon } from '../../internals/icons.tsx'
import type { TerminalStatus } from './TerminalController.ts'
import type { TerminalMessages } from './terminalMessages.ts'

export interface TerminalStateProps {
  status: TerminalStatus
  words: TerminalMessages
}

/** How the connection of a terminal is doing, as long as it has one. */
export function TerminalState({ status, words }: TerminalStateProps): ReactNode {
  const isLost = status.state === 'reconnecting'
  const now = useNow(isLost ? 1000 : undefined)
  if (status.state === 'ended' || status.state === 'failed') return null
  const seconds =
    isLost && status.retryAt !== undefined ? Math.ceil((status.retryAt.getTime() - now) / 1000) : undefined
  return (
    <>
      <span className="catalyst-hidden" role="status">
        {isLost ? words.reconnecting(undefined) : words[status.state]}
      </span>
      {/* Seconds are for the eye: a screen reader would read every one of them. */}
      <span className="catalyst-terminal-state" data-state={status.state} aria-hidden="true">
        {isLost ? <UnpluggedIcon /> : <span className="catalyst-dot" />}
        {isLost ? words.reconnecting(seconds) : words[status.state]}
      </span>
    </>
  )
}
