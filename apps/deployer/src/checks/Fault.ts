import type { DeployReason } from '../DeployError.ts'

/** What is wrong with an object, and what to do. */
export interface Fault {
  reason: DeployReason
  message: string
}
