import type { ContainerSlot } from '../containers/ContainerRun.ts'
import type { PodPhase, PodSpec } from '../Pod.ts'

const isSidecar = ({ role, container }: ContainerSlot) => role === 'init' && container.restartPolicy === 'Always'

/** Whether every init container has done its work, and every sidecar runs. */
export function isInitialized(slots: readonly ContainerSlot[]): boolean {
  return slots.every((slot) => slot.role !== 'init' || isDone(slot))
}

/** Whether the ones after this init container may start. */
export function isDone(slot: ContainerSlot): boolean {
  if (isSidecar(slot)) return slot.current?.isStarted === true
  return slot.current?.ended?.exitCode === 0
}

/**
 * In which phase of its life a pod is.
 * https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-phase
 */
export function podPhase({ restartPolicy = 'Always' }: PodSpec, slots: readonly ContainerSlot[]): PodPhase {
  const inits = slots.filter((slot) => slot.role === 'init' && !isSidecar(slot))
  const hasFailed = inits.some(({ current }) => (current?.ended?.exitCode ?? 0) !== 0)
  if (hasFailed && restartPolicy === 'Never') return 'Failed'
  const mains = slots.filter(({ role }) => role === 'main')
  if (mains.some(({ current, previous }) => current === undefined && previous === undefined)) return 'Pending'
  if (mains.some(({ current }) => current?.ended === undefined)) return 'Running'
  const isSuccess = mains.every(({ current }) => current?.ended?.exitCode === 0)
  if (restartPolicy === 'Always') return 'Running'
  if (isSuccess) return 'Succeeded'
  return restartPolicy === 'Never' ? 'Failed' : 'Running'
}
