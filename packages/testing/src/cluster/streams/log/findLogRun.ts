import type { ContainerStatus, Pod } from '../../nodes/Pod.ts'

/** Which run of a container a log is of: the latest, whether it has ended or not, or the one before. */
export type LogRun = { readonly previous: boolean } | { readonly refusal: string }

/** Decides as kubelet does, by the status of the container. */
export function findLogRun(pod: Pod, container: string, previous: boolean): LogRun {
  const { name } = pod.metadata
  const { containerStatuses = [], initContainerStatuses = [], ephemeralContainerStatuses = [] } = pod.status ?? {}
  const all = [...containerStatuses, ...initContainerStatuses, ...ephemeralContainerStatuses]
  const status = all.find((each) => each.name === container)
  if (status === undefined) return refuse(`container "${container}" in pod "${name}" is not available`)
  const { state, lastState } = status
  const isTerminated = (state.terminated?.containerID ?? '') !== ''
  const hasLast = (lastState.terminated?.containerID ?? '') !== ''

  if (previous) {
    if (!hasLast) return refuse(`previous terminated container "${container}" in pod "${name}" not found`)
    // While it waits to be started again the last run is the latest that there is.
    return { previous: state.running !== undefined || isTerminated }
  }
  if (state.running !== undefined || isTerminated || hasLast) return { previous: false }
  if (state.terminated !== undefined) return refuse(`container "${container}" in pod "${name}" is terminated`)
  return refuse(`container "${container}" in pod "${name}" is waiting to start${reasonOf(status)}`)
}

function refuse(refusal: string): LogRun {
  return { refusal }
}

function reasonOf({ state }: ContainerStatus): string {
  const reason = state.waiting?.reason
  if (reason === undefined) return ' - no logs yet'
  if (reason === 'ErrImagePull') return ": image can't be pulled"
  if (reason === 'ImagePullBackOff') return ': trying and failing to pull image'
  return `: ${reason}`
}
