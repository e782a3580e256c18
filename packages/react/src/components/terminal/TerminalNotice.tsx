import type { ReactNode } from 'react'
import { RetryIcon } from '../../internals/icons.tsx'
import type { TerminalStatus } from './TerminalController.ts'
import type { TerminalMessages } from './terminalMessages.ts'

export interface TerminalNoticeProps {
  status: TerminalStatus
  /** How the session ended, in words. */
  end: string | undefined
  /** Whether nothing is to be opened yet. */
  isWaiting: boolean
  /** Why it waits, or what else is to be said of an end. */
  note: ReactNode
  words: TerminalMessages
  onReconnect: () => void
  /** Whether the keyboard is in the terminal: then what can be done takes it, since keys go nowhere any more. */
  takesFocus: () => boolean
}

/** Says in words why there is no shell, and offers another. Renders a `<div role="alert">`. */
export function TerminalNotice(props: TerminalNoticeProps): ReactNode {
  const { status, end, isWaiting, note, words, onReconnect, takesFocus } = props
  const isCalm = isWaiting || (status.state === 'ended' && status.exit.exitCode === 0)
  return (
    // A region that is there before it speaks, or a screen reader misses its first words.
    <div className="catalyst-terminal-notice" role="alert" data-tone={isCalm ? 'neutral' : 'warning'}>
      {isWaiting && note !== undefined && <span>{note}</span>}
      {!isWaiting && status.state === 'failed' && <span>{words.failed}</span>}
      {!isWaiting && status.state === 'ended' && (
        <>
          <span>
            {end} {note}
          </span>
          <button
            ref={(button) => {
              if (takesFocus()) button?.focus()
            }}
            type="button"
            className="catalyst-button"
            data-variant="primary"
            onClick={onReconnect}
          >
            <RetryIcon />
            {words.reconnect}
          </button>
        </>
      )}
    </div>
  )
}
