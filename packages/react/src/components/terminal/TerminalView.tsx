import type { ExecExit } from '@catalyst/sdk'
import { forwardRef, useRef, useState, type ComponentPropsWithoutRef, type ReactNode } from 'react'
import { classNames } from '../../internals/classNames.ts'
import { useNow } from '../../internals/clock.ts'
import { RetryIcon, UnpluggedIcon } from '../../internals/icons.tsx'
import { useMessages } from '../../messages/MessagesProvider.tsx'
import { exitText } from './exitText.ts'
import type { ConnectTerminal, TerminalStatus } from './TerminalController.ts'
import { terminalMessages, type TerminalMessages } from './terminalMessages.ts'
import { useTerminal } from './useTerminal.ts'

export interface TerminalViewProps extends Omit<ComponentPropsWithoutRef<'section'>, 'children'> {
  /** Opens a session. Keep it the same from render to render: another one is another terminal. */
  connect: ConnectTerminal
  /** Called when a session has ended. */
  onExit?: ((exit: ExecExit) => void) | undefined
  /** Lines that are kept above the screen. @default 5_000 */
  scrollback?: number | undefined
  /** Pixels. @default 13 */
  fontSize?: number | undefined
  /** Whether xterm mirrors the screen for screen readers at first; the reader can change it. @default false */
  screenReaderMode?: boolean | undefined
  /** Whether the terminal takes the keyboard when it opens. @default false */
  autoFocus?: boolean | undefined
  messages?: Partial<TerminalMessages> | undefined
  /** More to do once a session has ended, beside the reconnect button. */
  endActions?: ((status: Extract<TerminalStatus, { state: 'ended' }>) => ReactNode) | undefined
}

/**
 * A terminal on any session. Needs no provider. xterm.js is loaded when the first one is shown, in a browser only.
 * Ctrl+Shift+X leaves it by keyboard; Ctrl+Shift+C and Ctrl+Shift+V copy and paste.
 * Renders a `<section>` that fills the height it is given.
 *
 * `data-state` is `loading`, `connecting`, `open`, `reconnecting`, `ended` or `failed`.
 */
export const TerminalView = forwardRef<HTMLElement, TerminalViewProps>(function TerminalView(
  {
    connect,
    onExit,
    scrollback = 5000,
    fontSize = 13,
    screenReaderMode = false,
    autoFocus = false,
    messages,
    endActions,
    className,
    ...elementProps
  },
  ref,
) {
  const words = useMessages('terminal', terminalMessages, messages)
  const bar = useRef<HTMLDivElement>(null)
  const [isReadAloud, setIsReadAloud] = useState(screenReaderMode)
  const [hasLeft, setHasLeft] = useState(false)
  const { host, status, reconnect } = useTerminal({
    connect,
    scrollback,
    fontSize,
    screenReaderMode: isReadAloud,
    autoFocus,
    words,
    onExit,
    onLeave() {
      setHasLeft(true)
      bar.current?.focus()
    },
  })
  return (
    <section
      ref={ref}
      className={classNames('catalyst', 'catalyst-terminal', className)}
      aria-label={words.terminal}
      data-state={status.state}
      {...elementProps}
    >
      <div className="catalyst-terminal-screen">
        <div ref={host} className="catalyst-terminal-host" onFocus={() => setHasLeft(false)} />
      </div>
      {/* A region that is there before it speaks, or a screen reader misses its first words. */}
      <div
        className="catalyst-terminal-notice"
        role="alert"
        data-tone={status.state === 'ended' && status.exit.exitCode === 0 ? 'neutral' : 'warning'}
      >
        {status.state === 'ended' && (
          <>
            <span>{exitText(status.exit, words)}</span>
            <button
              ref={(button) => {
                // Keys typed into a shell that has ended go nowhere: what can be done now takes them.
                if (host.current?.contains(document.activeElement) === true) button?.focus()
              }}
              type="button"
              className="catalyst-button"
              data-variant="primary"
              onClick={reconnect}
            >
              <RetryIcon />
              {words.reconnect}
            </button>
            {endActions?.(status)}
          </>
        )}
        {status.state === 'failed' && <span>{words.failed}</span>}
      </div>
      <div ref={bar} className="catalyst-terminal-bar" tabIndex={-1}>
        <State status={status} words={words} />
        <span role="status" className={hasLeft ? undefined : 'catalyst-terminal-hint'}>
          {hasLeft ? words.left : words.leaveHint}
        </span>
        <label className="catalyst-check">
          <input type="checkbox" checked={isReadAloud} onChange={(event) => setIsReadAloud(event.target.checked)} />
          {words.screenReaderMode}
        </label>
      </div>
    </section>
  )
})

interface StateProps {
  status: TerminalStatus
  words: TerminalMessages
}

function State({ status, words }: StateProps): ReactNode {
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
