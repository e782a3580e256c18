import type { EnvironmentStatus } from '@catalyst/api'
import type { PullCopy } from '../deployment/pullCopiesOf.ts'
import type { EventDraft } from '../events/createEventRecorder.ts'
import type { DesiredObject } from '../objects/DesiredObject.ts'
import type { Reference } from './Observed.ts'

/** What a pass is going to do, in this order. Empty when the world is as it is to be. */
export interface Plan {
  /** Finalizers that the environment has from now on, where they change. */
  finalizers?: readonly string[] | undefined
  /** Objects to apply, in order. */
  apply: readonly DesiredObject[]
  /** Whether they are what has to be there before anything is deployed. @default false */
  isFoundation?: boolean | undefined
  /** Objects that are no longer wanted. */
  remove: readonly Reference[]
  /** Secrets that are copied before the Job begins; what is in them is nobody's to plan with. */
  copies?: readonly PullCopy[] | undefined
  /** A Job to begin, unless it has begun. */
  begin?: DesiredObject | undefined
  /** The namespace to delete. */
  deleteNamespace?: { name: string; uid: string } | undefined
  /** The status to write, where it changes. */
  status?: EnvironmentStatus | undefined
  events: readonly EventDraft[]
  /** When to look again although nothing has happened, in milliseconds. */
  requeueAfterMs?: number | undefined
}
