import type { Problem } from '@catalyst/api'
import type { ExecExit } from '@catalyst/sdk'
import type { TerminalMessages } from './terminalMessages.ts'

type Cause = keyof TerminalMessages['endedBecause']

/** Why a session ended, by the words of the proxy and of the client. */
const causes: Readonly<Record<string, Cause>> = {
  NotFound: 'gone',
  PodGone: 'gone',
  ContainerGone: 'gone',
  PodNotFound: 'gone',
  ContainerNotFound: 'gone',
  Forbidden: 'forbidden',
  Unauthorized: 'signedOut',
  Expired: 'expired',
  Replaced: 'replaced',
  ConnectionLost: 'lost',
  Blocked: 'blocked',
  CommandNotFound: 'noShell',
}

/** Why the proxy refused it, by the code of its problem. */
const refusals: Partial<Record<Problem['code'], Cause>> = {
  FORBIDDEN: 'forbidden',
  NOT_FOUND: 'gone',
  GONE: 'gone',
  UNAUTHORIZED: 'signedOut',
}

/** Causes whose sentence says it all; with the others what the other side says adds something. */
const complete: ReadonlySet<Cause> = new Set(['expired', 'replaced', 'blocked'])

/** In words how a session ended, and what the other side said about it where that adds something. */
export function exitText({ exitCode, reason, message, problem }: ExecExit, messages: TerminalMessages): string {
  if (exitCode !== undefined) return join(messages.ended(exitCode), messages.exitMeans[exitCode])
  const { endedBecause } = messages
  const refused = problem === undefined ? undefined : refusals[problem.code]
  if (refused !== undefined) return join(endedBecause[refused], problem?.detail)
  const cause = reason === undefined ? undefined : causes[reason]
  if (cause === undefined) return message ?? problem?.detail ?? endedBecause.unknown
  if (reason === 'ConnectionLost') return endedBecause.lost
  return complete.has(cause) ? endedBecause[cause] : join(endedBecause[cause], message)
}

function join(...sentences: (string | undefined)[]): string {
  return sentences.filter(Boolean).join(' ')
}
