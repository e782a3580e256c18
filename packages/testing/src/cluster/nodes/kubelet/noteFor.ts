import type { ContainerSlot } from '../containers/ContainerRun.ts'

const fields = { init: 'initContainers', main: 'containers', ephemeral: 'ephemeralContainers' } as const

/** Where in its pod the container is that an Event is about. */
export function noteFor({ role, name }: ContainerSlot): { fieldPath: string } {
  return { fieldPath: `spec.${fields[role]}{${name}}` }
}
