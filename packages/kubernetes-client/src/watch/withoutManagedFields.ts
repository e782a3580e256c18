import type { WatchableObject } from './watchTypes.ts'

/**
 * Takes `managedFields`, often half of an object, out of one that was just parsed. `delete` would leave its metadata behind as
 * a hash table, which takes twice the memory of an object and longer to read.
 */
export function withoutManagedFields<T extends WatchableObject>(object: T): T {
  const metadata: Record<string, unknown> | undefined = object.metadata
  if (metadata?.['managedFields'] === undefined) return object
  const kept: Record<string, unknown> = {}
  for (const key in metadata) if (key !== 'managedFields') kept[key] = metadata[key]
  object.metadata = kept
  return object
}
