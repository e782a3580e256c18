import type { ContainerSlot } from '../containers/ContainerRun.ts'
import type { PodSpec } from '../Pod.ts'
import { isDone } from '../status/podPhase.ts'

/**
 * The containers that are to be started now: init containers one after the other, then all others, and again those that
 * have ended and are to run on.
 */
export function nextContainers(spec: PodSpec, slots: readonly ContainerSlot[]): ContainerSlot[] {
  const ephemeral = slots.filter(({ role, current }) => role === 'ephemeral' && current === undefined)
  const inits = slots.filter(({ role }) => role === 'init')
  const mains = slots.filter(({ role }) => role === 'main')
  const sidecars = inits.filter(isSidecar)
  const hasBegun = mains.some(({ current }) => current !== undefined)
  if (hasBegun) return [...ephemeral, ...[...sidecars, ...mains].filter((slot) => isToStart(spec, slot))]

  for (const [index, slot] of inits.entries()) {
    if (isDone(slot)) continue
    const before = inits.slice(0, index).filter(isSidecar)
    return [...ephemeral, ...[...before, slot].filter((candidate) => isToStart(spec, candidate))]
  }
  return [...ephemeral, ...[...sidecars, ...mains].filter((slot) => isToStart(spec, slot))]
}

const isSidecar = ({ container }: ContainerSlot) => container.restartPolicy === 'Always'

function isToStart({ restartPolicy = 'Always' }: PodSpec, { current, role, container }: ContainerSlot): boolean {
  if (current === undefined) return true
  if (current.ended === undefined) return false
  if (isSidecar({ container } as ContainerSlot)) return true
  if (restartPolicy === 'Never') return false
  const isFailure = current.ended.exitCode !== 0
  if (role === 'init') return isFailure
  return restartPolicy === 'Always' || isFailure
}
