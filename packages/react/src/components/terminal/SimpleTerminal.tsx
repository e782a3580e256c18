import type { ExecTarget } from '@catalyst/sdk'
import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { classNames } from '../../internals/classNames.ts'
import { CommandLines } from './CommandLines.tsx'
import type { TerminalMessages } from './terminalMessages.ts'
import { elementPropsOf, type TerminalViewProps } from './TerminalView.tsx'

export interface SimpleTerminalProps extends Omit<TerminalViewProps, 'connect'> {
  target: ExecTarget
  words: TerminalMessages
  /** Why commands are sent one by one although nobody asked for it. */
  notice: string | undefined
  onInteractive: () => void
}

/** A terminal whose commands are sent one by one, where no WebSocket gets through. Renders a `<section data-mode="simple">`. */
export const SimpleTerminal = forwardRef<HTMLElement, SimpleTerminalProps>(function SimpleTerminal(
  { target, words, notice, onInteractive, ...viewProps },
  ref,
) {
  const { className, tools } = viewProps
  return (
    <section
      ref={ref}
      {...(elementPropsOf({ connect: undefined, ...viewProps }) satisfies ComponentPropsWithoutRef<'section'>)}
      className={classNames('catalyst', 'catalyst-terminal', className)}
      aria-label={viewProps['aria-label'] ?? words.terminal}
      data-mode="simple"
    >
      <div className="catalyst-terminal-tools">{tools}</div>
      <div className="catalyst-terminal-notice" role="alert" data-tone="neutral">
        {notice !== undefined && <span>{notice}</span>}
      </div>
      <CommandLines target={target} words={words} />
      <div className="catalyst-terminal-bar">
        <button type="button" className="catalyst-link" onClick={onInteractive}>
          {words.interactiveMode}
        </button>
      </div>
    </section>
  )
})
