import type { WatchableObject } from './watchTypes.ts'

/** Names an object among those of its kind; no name or namespace contains a slash. */
export function objectKey(object: WatchableObject): string {
  return referenceKey({ namespace: object.metadata?.namespace, name: object.metadata?.name ?? '' })
}

export function referenceKey(reference: { namespace?: string | undefined; name: string }): string {
  return `${reference.namespace ?? ''}/${reference.name}`
}
