import type { Pod } from '@catalyst/api'
import { terminalContainers } from './terminalContainers.ts'
import type { TerminalMessages } from './terminalMessages.ts'

export interface SinceOptions {
  container: string | undefined
  /** Restarts of the container when its shell began, where they are known. */
  restarts: number | undefined
}

/** What became of a pod and its container while a shell was open, in a sentence; `undefined` where nothing did. */
export function sinceText(
  pod: Pod | 'gone' | undefined,
  { container, restarts }: SinceOptions,
  { since }: TerminalMessages,
): string | undefined {
  if (pod === undefined) return undefined
  if (pod === 'gone') return since.podGone
  if (pod.metadata.deletionTimestamp !== undefined) return since.podLeaving
  const phase = pod.status?.phase
  if (phase === 'Succeeded' || phase === 'Failed') return since.podEnded
  const one = terminalContainers(pod).find(({ name }) => name === container)
  if (one?.state === 'running') return one.restarts > (restarts ?? Infinity) ? since.restarted : undefined
  if (one?.exitCode !== undefined) return since.containerEnded(one.exitCode, one.reason)
  const last = pod.status?.containerStatuses?.find(({ name }) => name === container)?.lastState?.terminated
  return last === undefined || one?.state !== 'waiting' ? undefined : since.containerEnded(last.exitCode, last.reason)
}
