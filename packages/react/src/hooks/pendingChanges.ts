import type { ResourceRef } from '@catalyst/sdk'
import type { WrittenKind, WrittenObjects } from './cacheObject.ts'
import { mergePatch } from './mergePatch.ts'

/** A change that was sent and not yet answered. */
export interface PendingChange extends ResourceRef {
  /** A JSON merge patch; absent for a deletion. */
  patch?: Record<string, unknown> | undefined
  /** When it was sent, in milliseconds. */
  sentAt: number
}

/** Shows objects as they will be once what was sent is done. */
export interface PendingView<TKind extends WrittenKind> {
  one(object: WrittenObjects[TKind], cluster: string | undefined): WrittenObjects[TKind]
  list(items: readonly WrittenObjects[TKind][], cluster: string | undefined): readonly WrittenObjects[TKind][]
}

/**
 * The cache keeps what is true; a change that is under way lies over it where it is shown. So whatever comes meanwhile, by watch or by
 * poll, neither hides the change nor is lost with it, and a refusal needs nothing undone.
 */
export function createPendingView<TKind extends WrittenKind>(changes: readonly PendingChange[]): PendingView<TKind> {
  // What is shown of the same thing stays the same object from one render to the next.
  const ones = new WeakMap<object, WrittenObjects[TKind]>()
  const lists = new WeakMap<object, readonly WrittenObjects[TKind][]>()

  function one(object: WrittenObjects[TKind], cluster = '-'): WrittenObjects[TKind] {
    const own = changes.filter((change) => isAbout(change, object, cluster))
    if (own.length === 0) return object
    const known = ones.get(object)
    if (known !== undefined) return known
    const shown = own.reduce(apply, object)
    ones.set(object, shown)
    return shown
  }

  return {
    one,
    list(items, cluster) {
      if (changes.length === 0) return items
      const known = lists.get(items)
      if (known !== undefined) return known
      const mapped = items.map((item) => one(item, cluster))
      const shown = mapped.some((item, index) => item !== items[index]) ? mapped : items
      lists.set(items, shown)
      return shown
    },
  }
}

function isAbout(change: PendingChange, { metadata }: WrittenObjects[WrittenKind], cluster: string): boolean {
  return metadata.name === change.name && metadata.namespace === change.namespace && (change.cluster ?? '-') === cluster
}

function apply<TObject extends WrittenObjects[WrittenKind]>(
  object: TObject,
  { patch, sentAt }: PendingChange,
): TObject {
  if (patch !== undefined) return mergePatch(object, patch) as TObject
  const deletionTimestamp = object.metadata.deletionTimestamp ?? new Date(sentAt).toISOString()
  return { ...object, metadata: { ...object.metadata, deletionTimestamp } }
}
