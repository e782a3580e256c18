import type { Clock } from '../clock/Clock.ts'
import type { ApiOperations } from './ApiOperations.ts'

/** What a controller of the cluster works with. */
export interface ControllerContext {
  readonly api: ApiOperations
  readonly clock: Clock
}

/** Starts a part of the cluster that keeps the world as objects say, until it is disposed of. */
export type Controller = (context: ControllerContext) => Disposable
