import type { CatalystClient, ExecTarget } from '@catalyst/sdk'
import { TerminalSession, type TerminalSessionOptions } from './TerminalSession.ts'

/** What is run, and where. */
export interface TerminalCommand {
  target: ExecTarget
  command?: readonly string[] | undefined
}

interface Listeners {
  readonly current: Pick<TerminalSessionOptions, 'onOutput' | 'onExit'>
}

/** Sessions of a command, none of them begun, that tell whoever listens at the time. */
export function createTerminalSession(
  client: CatalystClient,
  { target, command }: TerminalCommand,
  listeners: Listeners,
): TerminalSession {
  return new TerminalSession({
    connect: (options) => client.exec(target, { command, tty: true, ...options }),
    onOutput: (bytes, channel) => listeners.current.onOutput(bytes, channel),
    onExit: (exit) => listeners.current.onExit?.(exit),
  })
}
