import type { ExecTarget, LogTarget } from '@catalyst/sdk'
import type { ReactNode } from 'react'

/** What is to be shown where the log is. */
export interface LogSlot {
  target: LogTarget
  /** Container that was chosen; `LogViewer` takes it under the same name. */
  container: string | undefined
  onContainerChange: (container: string | undefined) => void
}

/** What is to be shown where the terminal is. */
export interface TerminalSlot {
  target: ExecTarget
  /** For the terminal's own choice of a container: makes it a part of the view. */
  onContainerChange: (container: string) => void
  /** Whether its tab is the one that is shown; a shell lives on behind another. */
  isShown: boolean
}

/** Parts that the app brings, so that nobody loads a log viewer or a terminal who shows none. */
export interface DetailSlots {
  /** Shows the log: `({ target, ...slot }) => <LogViewer target={target} {...slot} />`. There is no such tab without it. */
  renderLog?: ((slot: LogSlot) => ReactNode) | undefined
  /** Shows a shell: `({ isShown, ...slot }) => <Terminal {...slot} />`. There is no such tab without it. */
  renderTerminal?: ((slot: TerminalSlot) => ReactNode) | undefined
}
