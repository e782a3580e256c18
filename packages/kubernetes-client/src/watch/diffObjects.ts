import { objectKey } from './objectKey.ts'
import type { ChangeType, WatchableObject } from './watchTypes.ts'

export interface ObjectChange<T> {
  type: ChangeType
  object: T
  previous?: T | undefined
}

/**
 * What happened between two states of the world, as a watch would have told it: DELETED, MODIFIED, ADDED. An object that was
 * deleted and made anew under its name (another uid) is both.
 */
export function diffObjects<T extends WatchableObject>(
  before: ReadonlyMap<string, T>,
  after: Iterable<T>,
): ObjectChange<T>[] {
  const deleted: ObjectChange<T>[] = []
  const written: ObjectChange<T>[] = []
  const kept = new Set<string>()
  for (const object of after) {
    const key = objectKey(object)
    const previous = before.get(key)
    kept.add(key)
    if (previous === undefined) {
      written.push({ type: 'ADDED', object })
    } else if (previous.metadata?.uid !== object.metadata?.uid) {
      deleted.push({ type: 'DELETED', object: previous, previous })
      written.push({ type: 'ADDED', object })
    } else if (previous.metadata?.resourceVersion !== object.metadata?.resourceVersion) {
      written.push({ type: 'MODIFIED', object, previous })
    }
  }
  for (const [key, previous] of before) {
    if (!kept.has(key)) deleted.push({ type: 'DELETED', object: previous, previous })
  }
  return [...deleted, ...written]
}
