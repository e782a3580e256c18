import type { Clock } from '../clock/Clock.ts'
import type { ApiOperations } from './ApiOperations.ts'

/** What a controller of the cluster works with. */
export interface ControllerContext {
  readonly api: ApiOperations
  readonly clock: Clock
}
