import type { Pod } from '@catalyst/api'
import { isNotFound, type ExecTarget } from '@catalyst/sdk'
import { useState } from 'react'
import { usePod } from '../../hooks/usePod.ts'
import { useControlled } from '../../internals/useControlled.ts'
import { defaultContainer, terminalContainers, type TerminalContainer } from './terminalContainers.ts'

export interface TerminalContainerChoice {
  /** The pod as it is now; `undefined` while it is not known, `gone` after it was. */
  pod: Pod | 'gone' | undefined
  /** Every container of the pod; empty as long as it is not known. */
  containers: readonly TerminalContainer[]
  /** The one that is chosen, or the pod's default one where none was. */
  container: string | undefined
  current: TerminalContainer | undefined
  /** The one to name to the proxy; absent for the pod's default one. */
  named: string | undefined
  choose: (container: string) => void
  /** Whether a shell can be asked for. Once it could it stays so: how a shell ends is told by the session. */
  isReady: boolean
}

/** Which container of a pod a terminal is in, and whether a shell can run there. */
export function useTerminalContainer(
  target: ExecTarget,
  onContainerChange: ((container: string) => void) | undefined,
): TerminalContainerChoice {
  const { cluster, namespace, pod: podName } = target
  const { data: pod, isPending, failureCount, error } = usePod({ cluster, namespace, pod: podName })
  const [named, setNamed] = useControlled<string | undefined>(
    target.container,
    onContainerChange && ((container) => container !== undefined && onContainerChange(container)),
  )
  const containers = pod === undefined ? [] : terminalContainers(pod)
  const container = named ?? (pod && defaultContainer(pod))
  const current = containers.find(({ name }) => name === container)
  const isGone = pod !== undefined && isNotFound(error)

  // Who may not read pods may yet run commands: what isn't known is for the proxy to say.
  const isKnown = !isPending || failureCount > 0
  const canRun = isKnown && (isGone || current === undefined || current.state === 'running')
  const [readyFor, setReadyFor] = useState<{ container: string | undefined }>()
  if (canRun && readyFor?.container !== container) setReadyFor({ container })
  return {
    pod: isGone ? 'gone' : pod,
    containers,
    container,
    current,
    named,
    choose: setNamed,
    isReady: readyFor !== undefined && readyFor.container === container,
  }
}
