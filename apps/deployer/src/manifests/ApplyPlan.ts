import type { LiveObject } from '../cluster/LiveObject.ts'
import type { ManifestObject } from '../objects/ManifestObject.ts'

/** What to do with one object, as a trial has shown. */
export interface PlannedObject {
  object: ManifestObject
  /** As it would be; absent where it has to be made anew. */
  trial?: LiveObject | undefined
  /** What has to go first: it is on its way out, or it can't be changed into what it has to be. */
  replaced?: LiveObject | undefined
}
