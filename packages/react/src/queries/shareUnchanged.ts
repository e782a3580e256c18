import { replaceEqualDeep } from '@tanstack/react-query'

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
  let known: Map<string, WithMetadata> | undefined
  const items = after.items.map((item, index) => {
    const beside = before.items[index]
    // Nearly always an item stands where it stood.
    if (item === beside || (beside !== undefined && isSameState(beside, item))) return beside ?? item
    known ??= new Map(before.items.map((one) => [keyOf(one), one]))
    const one = known.get(keyOf(item))
    return one !== undefined && isSameState(one, item) ? one : item
  })
  const same = items.length === before.items.length && items.every((item, index) => item === before.items[index])
  return same ? before : { ...after, items }
}

function isList(value: unknown): value is WithItems {
  return typeof value === 'object' && value !== null && 'items' in value && Array.isArray(value.items)
}

function keyOf({ metadata }: WithMetadata): string {
  return `${metadata?.namespace}/${metadata?.name}`
}

function isSameState({ metadata: one }: WithMetadata, { metadata: other }: WithMetadata): boolean {
  return (
    one?.resourceVersion !== undefined &&
    one.resourceVersion === other?.resourceVersion &&
    one.uid === other.uid &&
    one.name === other.name &&
    one.namespace === other.namespace
  )
}
