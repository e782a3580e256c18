import { forwardRef, type ComponentPropsWithoutRef, type ReactNode } from 'react'
import { classNames } from '../../internals/classNames.ts'
import type { TerminalMessages } from './terminalMessages.ts'
import { elementPropsOf, type TerminalViewProps } from './TerminalView.tsx'

export interface SimpleFrameProps extends Omit<TerminalViewProps, 'connect'> {
  words: TerminalMessages
  /** Why commands are sent one by one although nobody asked for it. */
  notice: string | undefined
  onInteractive: () => void
  children: ReactNode
}

/** What stands around commands that are sent one by one. Renders a `<section data-mode="simple">`. */
export const SimpleFrame = forwardRef<HTMLElement, SimpleFrameProps>(function SimpleFrame(
  { words, notice, onInteractive, children, ...viewProps },
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
      {children}
      <div className="catalyst-terminal-bar">
        <button type="button" className="catalyst-link" onClick={onInteractive}>
          {words.interactiveMode}
        </button>
      </div>
    </section>
  )
})
