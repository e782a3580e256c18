import type { Clock } from '../clock/Clock.ts'
import type { ContainerRegistry } from '../containers/ContainerRegistry.ts'

/** What the routes that reach into containers work on. */
export interface StreamContext {
  readonly registry: ContainerRegistry
  readonly clock: Clock
}
