import type { DesiredObject } from './DesiredObject.ts'
import { fingerprint } from './fingerprint.ts'

/** Holds what was last applied, in short. */
export const stampAnnotation = 'catalyst.dev/applied'

/** The object with the stamp of itself: a field that is no longer wanted can't be seen by looking for those that are. */
export function stamped(object: DesiredObject): DesiredObject {
  const { metadata } = object
  return {
    ...object,
    metadata: { ...metadata, annotations: { ...metadata.annotations, [stampAnnotation]: fingerprint(object) } },
  }
}
