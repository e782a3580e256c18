import type { ExecExit } from '@catalyst/sdk'
import type { TerminalMessages } from './terminalMessages.ts'

/** In words how a session ended, and what the other side said about it where that adds something. */
export function exitText({ exitCode, reason, message, problem }: ExecExit, messages: TerminalMessages): string {
  if (exitCode !== undefined) return messages.ended(exitCode)
  const { endedBecause } = messages
  if (problem?.code === 'FORBIDDEN') return `${endedBecause.forbidden} ${problem.detail}`
  if (problem?.code === 'NOT_FOUND' || problem?.code === 'GONE') return `${endedBecause.gone} ${problem.detail}`
  if (reason === 'NotFound' || reason === 'PodGone' || reason === 'ContainerGone') {
    return `${endedBecause.gone} ${message ?? ''}`.trim()
  }
  if (reason === 'Expired') return endedBecause.expired
  if (reason === 'ConnectionLost') return endedBecause.lost
  return message ?? problem?.detail ?? endedBecause.unknown
}
