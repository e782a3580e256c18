import { createHash } from 'node:crypto'
import type { DesiredObject } from './DesiredObject.ts'

/** Holds what was last applied, in short. */
export const stampAnnotation = 'catalyst.dev/applied'

/** A short text that differs where two objects differ, however their fields are ordered. */
function stampOf(object: object): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(object)))
    .digest('hex')
    .slice(0, 16)
}

/** The object with the stamp of itself: a field that is no longer wanted can't be seen by looking for those that are. */
export function stamped(object: DesiredObject): DesiredObject {
  const { metadata } = object
  return {
    ...object,
    metadata: { ...metadata, annotations: { ...metadata.annotations, [stampAnnotation]: stampOf(object) } },
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, field]) => [key, sorted(field)]),
  )
}
