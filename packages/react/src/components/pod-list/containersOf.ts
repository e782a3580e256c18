import type { ContainerState, ContainerStatus, Pod } from '@catalyst/api'

export type ContainerKind = 'container' | 'init' | 'sidecar' | 'ephemeral'

/** A container of a pod: what was asked for joined with what became of it. */
export interface ContainerRow {
  name: string
  kind: ContainerKind
  image: string | undefined
  state: 'running' | 'waiting' | 'terminated'
  /** Kubernetes' word for the state: `CrashLoopBackOff`, `Completed`, `OOMKilled`. */
  reason: string | undefined
  message: string | undefined
  exitCode: number | undefined
  ready: boolean
  restarts: number
  /** Since when it runs. */
  startedAt: string | undefined
  /** How the run before this one ended. */
  lastEnd: { exitCode: number; reason: string | undefined; message: string | undefined } | undefined
}

/** Every container of a pod in the order of their start: init and sidecars, then the application's, then ephemeral ones. */
export function containersOf(pod: Pod): ContainerRow[] {
  const { spec, status } = pod
  const rows = (
    containers: readonly { name: string; image?: string | undefined; restartPolicy?: unknown }[] = [],
    statuses: readonly ContainerStatus[] = [],
    kind: ContainerKind = 'container',
  ) =>
    containers.map((container) =>
      rowOf(container, kind === 'init' && container.restartPolicy === 'Always' ? 'sidecar' : kind, statuses),
    )
  return [
    ...rows(spec?.initContainers, status?.initContainerStatuses, 'init'),
    ...rows(spec?.containers, status?.containerStatuses),
    ...rows(spec?.ephemeralContainers, status?.ephemeralContainerStatuses, 'ephemeral'),
  ]
}

function rowOf(
  { name, image }: { name: string; image?: string | undefined },
  kind: ContainerKind,
  statuses: readonly ContainerStatus[],
): ContainerRow {
  const status = statuses.find((one) => one.name === name)
  const last = status?.lastState?.terminated
  return {
    name,
    kind,
    image: status?.image ?? image,
    ...readState(status?.state),
    ready: status?.ready ?? false,
    restarts: status?.restartCount ?? 0,
    startedAt: status?.state?.running?.startedAt ?? undefined,
    lastEnd: last && { exitCode: last.exitCode, reason: last.reason, message: last.message },
  }
}

function readState(state: ContainerState = {}): Pick<ContainerRow, 'state' | 'reason' | 'message' | 'exitCode'> {
  const { waiting, running, terminated } = state
  if (terminated !== undefined) {
    const { reason, message, exitCode } = terminated
    return { state: 'terminated', reason, message, exitCode }
  }
  if (running !== undefined) return { state: 'running', reason: undefined, message: undefined, exitCode: undefined }
  return { state: 'waiting', reason: waiting?.reason, message: waiting?.message, exitCode: undefined }
}
