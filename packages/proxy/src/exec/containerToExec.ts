import type { ContainerState, ContainerStatus, Pod } from '@catalyst/api'
import { ProblemError } from '../problems/ProblemError.ts'

const defaultContainerAnnotation = 'kubectl.kubernetes.io/default-container'

/**
 * The container in which a command is to run: the one that is named, or the pod's default one.
 *
 * @throws ProblemError NOT_FOUND for a container that the pod hasn't, CONFLICT for one that isn't running.
 */
export function containerToExec(pod: Pod, wanted?: string): string {
  const { name: podName, annotations } = pod.metadata
  const containers = containerNames(pod)
  const annotated = annotations?.[defaultContainerAnnotation]
  const fallback = annotated !== undefined && containers.includes(annotated) ? annotated : pod.spec?.containers[0]?.name
  const name = wanted ?? fallback
  if (name === undefined || !containers.includes(name)) {
    const detail = `Pod "${podName}" has no container "${name ?? ''}". It has: ${containers.join(', ')}.`
    throw new ProblemError('NOT_FOUND', detail, { missing: 'resource' })
  }
  const state = statusesOf(pod).find((status) => status.name === name)?.state
  if (state?.running === undefined) {
    const detail = `Container "${name}" of pod "${podName}" is not running, so no command can run in it: ${describeState(pod, state)}`
    throw new ProblemError('CONFLICT', detail, { reason: 'NotRunning' })
  }
  return name
}

/** The names of all containers of a pod: its own first, then init and ephemeral ones. */
export function containerNames({ spec }: Pod): string[] {
  return [...(spec?.containers ?? []), ...(spec?.initContainers ?? []), ...(spec?.ephemeralContainers ?? [])].map(
    ({ name }) => name,
  )
}

function statusesOf({ status }: Pod): ContainerStatus[] {
  return [
    ...(status?.containerStatuses ?? []),
    ...(status?.initContainerStatuses ?? []),
    ...(status?.ephemeralContainerStatuses ?? []),
  ]
}

function describeState({ status }: Pod, state: ContainerState | undefined): string {
  if (state?.terminated) {
    const { exitCode, reason } = state.terminated
    return `it ended with exit code ${exitCode}${reason === undefined ? '' : ` (${reason})`}.`
  }
  const waiting = state?.waiting?.reason ?? status?.reason ?? status?.phase
  return `it has not started${waiting === undefined ? '' : ` (${waiting})`}.`
}
