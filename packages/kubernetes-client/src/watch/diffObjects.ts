import type { ObjectStore } from './ObjectStore.ts'
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
  before: Pick<ObjectStore<T>, 'present' | typeof Symbol.iterator>,
  after: Iterable<T>,
): ObjectChange<T>[] {
  const deleted: ObjectChange<T>[] = []
  const written: ObjectChange<T>[] = []
  const kept = new Set<T>()
  for (const object of after) {
    const previous = before.present(object)
    if (previous === undefined) {
      written.push({ type: 'ADDED', object })
      continue
    }
    kept.add(previous)
    if (previous.metadata?.uid !== object.metadata?.uid) {
      deleted.push({ type: 'DELETED', object: previous, previous })
      written.push({ type: 'ADDED', object })
    } else if (previous.metadata?.resourceVersion !== object.metadata?.resourceVersion) {
      written.push({ type: 'MODIFIED', object, previous })
    }
  }
  for (const previous of before) {
    if (!kept.has(previous)) deleted.push({ type: 'DELETED', object: previous, previous })
  }
  return [...deleted, ...written]
}
