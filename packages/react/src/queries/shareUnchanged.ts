import { replaceEqualDeep } from '@tanstack/react-query'
import { counterpartsIn } from './counterpartsIn.ts'

interface WithItems {
  items: readonly WithMetadata[]
}

interface WithMetadata {
  metadata?: { namespace?: string; name?: string; uid?: string; resourceVersion?: string } | undefined
}

/**
 * Structural sharing for lists of Kubernetes objects: an item whose version is the same stays the same object, so that rows keep
 * still. Much cheaper than comparing the objects, and safe: a version names a state.
 */
export function shareUnchanged(before: unknown, after: unknown): unknown {
  if (!isList(before) || !isList(after)) return replaceEqualDeep(before, after)
  if (before.items === after.items) return before
  const counterpart = counterpartsIn(before.items)
  const items = after.items.map((item, index) => {
    const known = counterpart(item, index)
    return known !== undefined && isSameVersion(known, item) ? known : item
  })
  const same = items.length === before.items.length && items.every((item, index) => item === before.items[index])
  return same ? before : { ...after, items }
}

function isList(value: unknown): value is WithItems {
  return typeof value === 'object' && value !== null && 'items' in value && Array.isArray(value.items)
}

function isSameVersion({ metadata: one }: WithMetadata, { metadata: other }: WithMetadata): boolean {
  return one?.resourceVersion !== undefined && one.resourceVersion === other?.resourceVersion && one.uid === other.uid
}
