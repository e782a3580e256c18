import { withoutManagedFields } from './withoutManagedFields.ts'
import type { ChangeType, WatchableObject } from './watchTypes.ts'

/** What one line of a watch response means. */
export type WatchLine<T> =
  | { kind: 'change'; type: ChangeType; object: T; resourceVersion: string | undefined }
  | { kind: 'bookmark'; resourceVersion: string }
  /** The resourceVersion is too old: only a new list helps (410 `Expired` or `Gone`). */
  | { kind: 'expired'; message: string }
  | { kind: 'error'; status: number | undefined; reason: string | undefined; message: string }

interface RawEvent<T> {
  type?: string
  object?: (T & { code?: number; reason?: string; message?: string }) | null
}

/**
 * Reads one line of a watch response (https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes).
 * `managedFields` is dropped. A type that isn't known is `undefined`, so that a newer API server doesn't break the watch.
 * @throws SyntaxError when the line isn't JSON, which means that bytes were lost.
 */
export function parseWatchLine<T extends WatchableObject>(line: string): WatchLine<T> | undefined {
  const { type, object } = (JSON.parse(line) ?? {}) as RawEvent<T>
  if (object === undefined || object === null) return undefined
  const resourceVersion = object.metadata?.resourceVersion
  switch (type) {
    case 'ADDED':
    case 'MODIFIED':
    case 'DELETED':
      return { kind: 'change', type, object: withoutManagedFields(object), resourceVersion }
    case 'BOOKMARK':
      return resourceVersion ? { kind: 'bookmark', resourceVersion } : undefined
    case 'ERROR': {
      const { code: status, reason, message = 'The API server ended the watch with an error.' } = object
      const expired = status === 410 || reason === 'Expired' || reason === 'Gone'
      return expired ? { kind: 'expired', message } : { kind: 'error', status, reason, message }
    }
    default:
      return undefined
  }
}
