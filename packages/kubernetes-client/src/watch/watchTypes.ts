/** What the watch machinery reads of an object; every Kubernetes object is one. */
export interface WatchableObject {
  metadata?:
    | {
        name?: string | undefined
        namespace?: string | undefined
        uid?: string | undefined
        resourceVersion?: string | undefined
        labels?: Record<string, string> | undefined
        managedFields?: unknown
      }
    | undefined
}

export type ChangeType = 'ADDED' | 'MODIFIED' | 'DELETED'

/**
 * - `live`: connected; what was given is the present state. After a connection was lost and resumed it is told when the new
 *   one opens, and what was missed follows at once: the API has no mark for where that ends. Bookmarks come about every minute
 *   only, and the one that ends `sendInitialEvents` comes after the whole collection, not after what was missed.
 *   Where a read must see a certain write, wait for its resourceVersion (`WatchCache.waitFor`).
 * - `stale`: the connection was lost or never made, and is being tried again.
 * - `failed`: the API server answers that this can't be watched (401, 403, 404, …); it is tried again at longer intervals.
 *
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#watch-bookmarks
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#streaming-lists
 */
export type SyncState = 'live' | 'stale' | 'failed'

/** Whether what a watch has given so far is still true. */
export interface SyncStatus {
  state: SyncState
  /** Since when the state holds; for `stale` the moment up to which the data is known to be true. */
  since: Date
  /** Why, in plain words, where the state isn't `live`. */
  reason?: string | undefined
  error?: Error | undefined
}

/** What a {@link Watcher} yields. */
export type WatchEvent<T> =
  | { type: 'SNAPSHOT'; items: T[]; resourceVersion: string }
  | { type: ChangeType; object: T }
  | { type: 'BOOKMARK'; resourceVersion: string }
  | ({ type: 'SYNC' } & SyncStatus)
