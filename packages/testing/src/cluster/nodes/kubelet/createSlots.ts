import type { ContainerRole, ContainerSlot } from '../containers/ContainerRun.ts'
import type { Container, Pod } from '../Pod.ts'

/** Adds a slot for each container of a pod that has none yet; ephemeral ones come later. */
export function createSlots({ spec }: Pod, slots: ContainerSlot[]): void {
  const add = (role: ContainerRole, containers: readonly Container[] = []) => {
    for (const container of containers) {
      const { name } = container
      const existing = slots.find((slot) => slot.name === name)
      if (existing !== undefined) existing.container = container
      else slots.push({ name, role, container, ...empty })
    }
  }
  add('init', spec.initContainers)
  add('main', spec.containers)
  add('ephemeral', spec.ephemeralContainers)
}

const empty = {
  current: undefined,
  previous: undefined,
  restarts: 0,
  waiting: undefined,
  backOff: undefined,
  pullBackOff: undefined,
}
