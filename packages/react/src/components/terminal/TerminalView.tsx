import type { ExecExit } from '@catalyst/sdk'
import { forwardRef, useRef, useState, type ComponentPropsWithoutRef, type ReactNode } from 'react'
import type { ConnectTerminal } from '../../hooks/TerminalSession.ts'
import { classNames } from '../../internals/classNames.ts'
import { withBoundary } from '../../internals/withBoundary.tsx'
import { useMessages } from '../../messages/MessagesProvider.tsx'
import type { PasteGuardMode } from './pasteRules.ts'
import { terminalMessages, type TerminalMessages } from './terminalMessages.ts'
import { TerminalNotice } from './TerminalNotice.tsx'
import { TerminalState } from './TerminalState.tsx'
import { useTerminalScreen } from './useTerminalScreen.ts'

export interface TerminalViewProps extends Omit<ComponentPropsWithoutRef<'section'>, 'children'> {
  /** Opens a session. Keep it the same from render to render: another one is another terminal. Absent: nothing is opened yet. */
  connect: ConnectTerminal | undefined
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
  /**
   * Whether a paste of several lines has to be confirmed: `auto` asks unless the program on the screen takes a paste as a whole, as
   * bash does. @default 'auto'
   */
  pasteGuard?: PasteGuardMode | undefined
  /**
   * A name under which the session and its screen are kept in `sessionStorage` when the page or the component goes, so that they are
   * taken up again within a minute. What the shell has shown is readable there for scripts of the same origin. Absent: leaving ends
   * the shell.
   */
  persistAs?: string | undefined
  messages?: Partial<TerminalMessages> | undefined
  /** Controls that stand before the terminal's own. */
  tools?: ReactNode
  /** Why nothing is opened yet, or what else is to be said of an end. */
  note?: ReactNode
}

/**
 * A terminal on any session. Needs no provider. xterm.js is loaded when the first one is shown, in a browser only.
 * Ctrl+Shift+X leaves it by keyboard; Ctrl+Shift+C and Ctrl+Shift+V copy and paste; Ctrl+Shift+F finds.
 * Renders a `<section>` that fills the height it is given.
 *
 * `data-state` is `waiting` (without `connect`, for what `note` tells), `loading`, `connecting`, `open`, `reconnecting`, `ended` or `failed`.
 */
export const TerminalView = withBoundary(
  forwardRef<HTMLElement, TerminalViewProps>(function TerminalView(props, ref) {
    const { connect, onExit, scrollback = 5000, fontSize = 13, screenReaderMode = false, autoFocus = false } = props
    const { pasteGuard = 'auto', persistAs, messages, tools, note, className } = props
    const words = useMessages('terminal', terminalMessages, messages)
    const bar = useRef<HTMLDivElement>(null)
    const [isReadAloud, setIsReadAloud] = useState(screenReaderMode)
    const [hasLeft, setHasLeft] = useState(false)
    const [link, setLink] = useState<string>()
    const [pasted, setPasted] = useState<string>()
    const [isSearching, setIsSearching] = useState(false)
    const { host, status, controller, parts } = useTerminalScreen({
      connect,
      scrollback,
      fontSize,
      screenReaderMode: isReadAloud,
      autoFocus,
      pasteGuard,
      persistAs,
      words,
      onExit,
      onLink: setLink,
      onGuardedPaste: setPasted,
      onKey(key) {
        if (key === 'copy') void controller?.copy()
        else if (key === 'find') setIsSearching(true)
        else {
          setHasLeft(true)
          bar.current?.focus()
        }
      },
    })
    const screen = controller?.screen
    const isWaiting = connect === undefined && note !== undefined
    return (
      <section
        ref={ref}
        {...elementPropsOf(props)}
        className={classNames('catalyst', 'catalyst-terminal', className)}
        aria-label={props['aria-label'] ?? words.terminal}
        data-state={isWaiting ? 'waiting' : status.state}
      >
        <div className="catalyst-terminal-tools">
          {tools}
          {parts !== undefined && controller !== undefined && (
            <parts.TerminalButtons
              controller={controller}
              isSearching={isSearching}
              onSearchingChange={setIsSearching}
              words={words}
            />
          )}
        </div>
        {isSearching && parts !== undefined && screen !== undefined && (
          <parts.TerminalSearch
            finder={screen.finder}
            words={words}
            onClose={() => {
              setIsSearching(false)
              controller?.focus()
            }}
          />
        )}
        <div className="catalyst-terminal-screen">
          <div ref={host} className="catalyst-terminal-host" onFocus={() => setHasLeft(false)} />
        </div>
        <TerminalNotice
          status={status}
          end={status.state === 'ended' ? parts?.exitText(status.exit, words) : undefined}
          isWaiting={isWaiting}
          note={note}
          words={words}
          onReconnect={() => controller?.reconnect()}
          takesFocus={() => host.current?.contains(document.activeElement) === true}
        />
        <div ref={bar} className="catalyst-terminal-bar" tabIndex={-1}>
          {!isWaiting && <TerminalState status={status} words={words} />}
          {link !== undefined && <span className="catalyst-terminal-link">{words.opens(link)}</span>}
          <span role="status" className={hasLeft ? undefined : 'catalyst-terminal-hint'}>
            {hasLeft ? words.left : words.leaveHint}
          </span>
          <label className="catalyst-check">
            <input type="checkbox" checked={isReadAloud} onChange={(event) => setIsReadAloud(event.target.checked)} />
            {words.screenReaderMode}
          </label>
        </div>
        {pasted !== undefined && parts !== undefined && (
          <parts.PasteGuard
            text={pasted}
            words={words}
            onCancel={() => setPasted(undefined)}
            onPaste={(text) => {
              setPasted(undefined)
              controller?.paste(text, { isConfirmed: true })
              controller?.focus()
            }}
          />
        )}
      </section>
    )
  }),
)

/** What is the element's own of the props. */
export function elementPropsOf({
  connect: _connect,
  onExit: _onExit,
  scrollback: _scrollback,
  fontSize: _fontSize,
  screenReaderMode: _screenReaderMode,
  autoFocus: _autoFocus,
  pasteGuard: _pasteGuard,
  persistAs: _persistAs,
  messages: _messages,
  tools: _tools,
  note: _note,
  ...elementProps
}: TerminalViewProps): ComponentPropsWithoutRef<'section'> {
  return elementProps
}
