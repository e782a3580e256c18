import type { Pod } from '@catalyst/api'
import { useState } from 'react'
import { runningContainersOf } from './runningContainersOf.ts'

/** Where a shell is opened. */
export interface Shell {
  pod: Pod
  container: string
}

export interface ShellChoice {
  /** Names that were asked for. Default: the first that runs. */
  pod: string | undefined
  container: string | undefined
}

/**
 * The container that a shell is in. It stays the one that it is when others come, when it restarts or goes, so that nobody's work is
 * moved and last words can be read, until another is asked for.
 */
export function useShell(pods: readonly Pod[], choice: ShellChoice): Shell | undefined {
  const [shell, setShell] = useState<Shell>()
  const next = nextShell(pods, choice, shell)
  if (next?.pod.metadata.uid !== shell?.pod.metadata.uid || next?.container !== shell?.container) setShell(next)
  return next
}

/** What the hook decides, by what it had decided before. */
export function nextShell(pods: readonly Pod[], choice: ShellChoice, before: Shell | undefined): Shell | undefined {
  const asked = pods.find(({ metadata }) => metadata.name === choice.pod)
  if (before !== undefined && isSame(before, choice, asked)) {
    return {
      pod: pods.find(({ metadata }) => metadata.uid === before.pod.metadata.uid) ?? before.pod,
      container: before.container,
    }
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

/** The asked container where the pod has it, else the first that runs, else the first. */
function containerOf(pod: Pod, asked: string | undefined): string | undefined {
  const { containers = [], initContainers = [], ephemeralContainers = [] } = pod.spec ?? {}
  const names = containers.map(({ name }) => name)
  const others = [...initContainers, ...ephemeralContainers].map(({ name }) => name)
  if (asked !== undefined && [...names, ...others].includes(asked)) return asked
  const running = runningContainersOf(pod)
  return names.find((name) => running.includes(name)) ?? names[0]
}
