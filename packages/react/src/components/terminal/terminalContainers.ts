import type { ContainerState, ContainerStatus, Pod } from '@catalyst/api'

export type ContainerKind = 'container' | 'init' | 'ephemeral'

/** A container of a pod, as a shell sees it. */
export interface TerminalContainer {
  name: string
  kind: ContainerKind
  state: 'running' | 'waiting' | 'terminated' | 'unknown'
  /** Why it waits or ended, in Kubernetes' word. */
  reason?: string | undefined
  exitCode?: number | undefined
  restarts: number
}

const defaultAnnotation = 'kubectl.kubernetes.io/default-container'

/** Every container of a pod: its own first, then init and debug containers. */
export function terminalContainers({ spec, status }: Pod): TerminalContainer[] {
  const of = (
    kind: ContainerKind,
    specs: readonly { name: string }[] | undefined,
    statuses: readonly ContainerStatus[] | undefined,
  ) =>
    (specs ?? []).map(({ name }) =>
      toContainer(
        kind,
        name,
        statuses?.find((one) => one.name === name),
      ),
    )
  return [
    ...of('container', spec?.containers, status?.containerStatuses),
    ...of('init', spec?.initContainers, status?.initContainerStatuses),
    ...of('ephemeral', spec?.ephemeralContainers, status?.ephemeralContainerStatuses),
  ]
}

/** The container that a shell goes to when none is named: the annotated one, or the first. */
export function defaultContainer({ metadata, spec }: Pod): string | undefined {
  const annotated = metadata.annotations?.[defaultAnnotation]
  const names = (spec?.containers ?? []).map(({ name }) => name)
  return annotated !== undefined && names.includes(annotated) ? annotated : names[0]
}

function toContainer(kind: ContainerKind, name: string, status: ContainerStatus | undefined): TerminalContainer {
  return { name, kind, restarts: status?.restartCount ?? 0, ...stateOf(status?.state) }
}

function stateOf(state: ContainerState | undefined): Pick<TerminalContainer, 'state' | 'reason' | 'exitCode'> {
  if (state?.running !== undefined) return { state: 'running' }
  if (state?.terminated !== undefined) {
    return { state: 'terminated', reason: state.terminated.reason, exitCode: state.terminated.exitCode }
  }
  if (state?.waiting !== undefined) return { state: 'waiting', reason: state.waiting.reason }
  return { state: 'unknown' }
}
