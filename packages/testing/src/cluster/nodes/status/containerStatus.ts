import type { ContainerSlot } from '../containers/ContainerRun.ts'
import { toTimestamp } from '../../controllers/timestamps.ts'
import type { ContainerState, ContainerStatus } from '../Pod.ts'

export interface ContainerStatusOptions {
  /** What a container waits for that has not been started yet. */
  readonly waitingFor: 'ContainerCreating' | 'PodInitializing'
  /** The pod has been taken down: nothing is started any more. */
  readonly isOver: boolean
  /** Its init containers have done their work, so that the others had their turn. */
  readonly isInitialized: boolean
}

/** What a pod's status says of one of its containers. */
export function containerStatus(slot: ContainerSlot, options: ContainerStatusOptions): ContainerStatus {
  const { container, role, restarts } = slot
  const { state, lastState } = statesOf(slot, options)
  const { resources } = container
  const run = slot.current
  const isInit = role === 'init' && container.restartPolicy !== 'Always'
  const isReady = isInit ? state.terminated?.exitCode === 0 : state.running !== undefined && run?.isReady === true
  const volumeMounts = container.volumeMounts?.map(({ name, mountPath, readOnly }) => ({
    ...{ mountPath, name },
    ...(readOnly === true && { readOnly, recursiveReadOnly: 'Disabled' }),
  }))
  return {
    ...(run !== undefined && resources?.requests !== undefined && { allocatedResources: resources.requests }),
    ...(run !== undefined && { containerID: run.id }),
    image: run?.imageName ?? container.image,
    imageID: run?.imageId ?? '',
    lastState,
    name: container.name,
    ready: isReady,
    ...(run !== undefined && resources !== undefined && { resources }),
    restartCount: restarts,
    ...(role !== 'ephemeral' && { started: state.running !== undefined && run?.isStarted === true }),
    state,
    ...(volumeMounts !== undefined && volumeMounts.length > 0 && { volumeMounts }),
  }
}

function statesOf(
  { current, previous, waiting, role }: ContainerSlot,
  { waitingFor, isOver, isInitialized }: ContainerStatusOptions,
): { state: ContainerState; lastState: ContainerState } {
  const lastState = previous?.ended === undefined ? {} : { terminated: previous.ended }
  if (current?.running !== undefined) {
    return { state: { running: { startedAt: toTimestamp(current.startedAt ?? 0) } }, lastState }
  }
  const ended = current?.ended
  if (isOver) {
    if (ended !== undefined) return { state: { terminated: ended }, lastState }
    if (role !== 'main' || !isInitialized) return { state: { waiting: { reason: waitingFor } }, lastState }
    return { state: { terminated: neverLocated }, lastState }
  }
  if (waiting !== undefined) {
    return { state: { waiting }, lastState: ended === undefined ? lastState : { terminated: ended } }
  }
  if (ended !== undefined) return { state: { terminated: ended }, lastState }
  return { state: { waiting: { reason: waitingFor } }, lastState }
}

const neverLocated = {
  exitCode: 137,
  reason: 'ContainerStatusUnknown',
  message: 'The container could not be located when the pod was terminated',
  startedAt: null,
  finishedAt: null,
}
