import type { ContainerState, ContainerStatus, Pod } from '@catalyst/api'

/** One run of a container: from a start to the end, with a log of its own. */
export interface ContainerRun {
  /** The id that the container runtime gave it. */
  id: string
  running: boolean
  startedAt?: string | undefined
  finishedAt?: string | undefined
  exitCode?: number | undefined
}

/** What the status of a pod says about the logs of one of its containers. */
export interface ContainerRuns {
  container: string
  /** The run whose log the kubelet gives. */
  current?: ContainerRun | undefined
  /** The run whose log it gives with `previous=true`. */
  previous?: ContainerRun | undefined
  /** Why it isn't running, where it waits. */
  waiting?: string | undefined
  /** Whether another run may begin. */
  mayRunAgain: boolean
}

type Terminated = NonNullable<ContainerState['terminated']>

/** Init containers first, in the order in which they run; then the others; then ephemeral ones. */
export function containerNames(pod: Pod): string[] {
  const { initContainers = [], containers = [], ephemeralContainers = [] } = pod.spec ?? {}
  return [...initContainers, ...containers, ...ephemeralContainers].map(({ name }) => name)
}

/** Reads the runs of a container from a pod, by the kubelet's own rules for which log it gives. */
export function containerRuns(pod: Pod, container: string): ContainerRuns {
  const status = findStatus(pod, container)
  const mayRunAgain = mayStillRun(pod, container, status)
  if (!status) return { container, mayRunAgain, waiting: pod.status?.reason ?? 'Pending' }
  const { running, terminated, waiting } = status.state ?? {}
  const last = terminatedRun(status.lastState?.terminated)
  const run =
    running && status.containerID
      ? { id: status.containerID, running: true, startedAt: running.startedAt ?? undefined }
      : terminatedRun(terminated)
  return {
    container,
    // A container that waits to be started again still gives the log of its last run.
    current: run ?? last,
    previous: run ? last : undefined,
    waiting: waiting ? (waiting.reason ?? 'Waiting') : undefined,
    mayRunAgain,
  }
}

function findStatus(pod: Pod, container: string): ContainerStatus | undefined {
  const { containerStatuses = [], initContainerStatuses = [], ephemeralContainerStatuses = [] } = pod.status ?? {}
  return [...containerStatuses, ...initContainerStatuses, ...ephemeralContainerStatuses].find(
    ({ name }) => name === container,
  )
}

function terminatedRun(terminated: Terminated | undefined): ContainerRun | undefined {
  const id = terminated?.['containerID']
  if (!terminated || typeof id !== 'string' || id === '') return undefined
  const { startedAt, finishedAt, exitCode } = terminated
  return { id, running: false, startedAt: startedAt ?? undefined, finishedAt: finishedAt ?? undefined, exitCode }
}

/** Restart rules: https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy */
function mayStillRun(pod: Pod, container: string, status: ContainerStatus | undefined): boolean {
  const phase = pod.status?.phase
  if (phase === 'Succeeded' || phase === 'Failed') return false
  const terminated = status?.state?.terminated
  if (!terminated) return true
  if (pod.metadata.deletionTimestamp) return false
  if (pod.spec?.ephemeralContainers?.some(({ name }) => name === container)) return false
  const init = pod.spec?.initContainers?.find(({ name }) => name === container)
  const policy = init?.['restartPolicy'] ?? pod.spec?.['restartPolicy'] ?? 'Always'
  if (policy === 'Never') return false
  // An ordinary init container runs until it has succeeded, whatever the pod's policy.
  if (policy === 'OnFailure' || (init && init['restartPolicy'] === undefined)) return terminated.exitCode !== 0
  return true
}
