import type { Pod } from '@catalyst/api'
import { containersOf } from '../pod-list/containersOf.ts'

/** Where a shell is opened. */
export interface Shell {
  pod: Pod
  container: string
}

export interface ShellChoice {
  /** Names that were asked for. Default: the first that runs. */
  pod?: string | undefined
  container?: string | undefined
}

/** Names of the containers that run, init and debug containers too. */
export function runningContainersOf(pod: Pod): string[] {
  return containersOf(pod)
    .filter(({ state }) => state === 'running')
    .map(({ name }) => name)
}

/**
 * The container that a shell is in. It stays the one that it is when others come, when it restarts or goes, so that nobody's work is
 * moved and last words can be read, until another is asked for.
 */
export function nextShell(pods: readonly Pod[], choice: ShellChoice, before: Shell | undefined): Shell | undefined {
  const asked = pods.find(({ metadata }) => metadata.name === choice.pod)
  if (before !== undefined && isSame(before, choice, asked)) {
    const known = pods.find(({ metadata }) => metadata.uid === before.pod.metadata.uid)
    return { pod: known ?? before.pod, container: before.container }
  }
  const pod = asked ?? pods.find((one) => runningContainersOf(one).length > 0)
  const container = pod && containerOf(pod, choice.container)
  return pod === undefined || container === undefined ? before : { pod, container }
}

function isSame(before: Shell, choice: ShellChoice, asked: Pod | undefined): boolean {
  return (
    (choice.pod === undefined || choice.pod === before.pod.metadata.name) &&
    (asked === undefined || asked.metadata.uid === before.pod.metadata.uid) &&
    (choice.container === undefined || choice.container === before.container)
  )
}

/** The asked container where the pod has it, else the first of the application's that runs, else its first. */
function containerOf(pod: Pod, asked: string | undefined): string | undefined {
  const all = containersOf(pod)
  if (all.some(({ name }) => name === asked)) return asked
  const own = all.filter(({ kind }) => kind === 'container')
  return (own.find(({ state }) => state === 'running') ?? own[0])?.name
}
