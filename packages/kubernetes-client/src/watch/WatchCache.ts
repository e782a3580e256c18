import { ChangeHistory } from './ChangeHistory.ts'
import { compareResourceVersions } from './compareResourceVersions.ts'
import { DepartedObjects, type DepartedObject } from './DepartedObjects.ts'
import { diffObjects, type ObjectChange } from './diffObjects.ts'
import { ObjectStore } from './ObjectStore.ts'
import { PositionWaiters } from './PositionWaiters.ts'
import { selectObjects, type CacheFilter } from './selectObjects.ts'
import { shareEqual } from './shareEqual.ts'
import type { WatcherHealth } from './SyncTracker.ts'
import { Watcher, type WatcherOptions, type WatchScope } from './Watcher.ts'
import type { ChangeType, SyncStatus, WatchableObject, WatchEvent } from './watchTypes.ts'

/** One change of a cached object. */
export interface ObjectCacheChange<T> extends ObjectChange<T> {
  type: ChangeType
  /** The position after the change. */
  resourceVersion: string
  /** The position before it; changes found by one relist have it in common. */
  before: string
}

/** What a {@link WatchCache} tells its readers. */
export type CacheChange<T> =
  | ObjectCacheChange<T>
  /** The first synchronisation: everything that there is. Later lists arrive as their differences. */
  | { type: 'RESET'; items: readonly T[]; resourceVersion: string }
  | ({ type: 'SYNC' } & SyncStatus)

export interface WatchCacheOptions extends Omit<WatcherOptions, 'resourceVersion'> {
  /** How many changes are kept for {@link WatchCache.changesSince}. @default 1000 */
  historyLimit?: number | undefined
  /** How long {@link WatchCache.lastSeen} remembers. @default one hour */
  departedMs?: number | undefined
  /** How long a type must be answered with 404 before its objects are taken for gone. @default 10_000 */
  missingTypeMs?: number | undefined
  /** Keys of labels by whose value `list` finds objects without looking at the others. @default none */
  indexedLabels?: readonly string[] | undefined
}

/** Everything of one moment. Neither it nor what is in it ever changes. */
export interface CacheSnapshot<T> extends Readonly<SyncStatus> {
  readonly items: readonly T[]
  /** The position of the items; `undefined` before the first list. */
  readonly resourceVersion: string | undefined
}

export interface WatchCacheHealth extends WatcherHealth {
  synced: boolean
  objects: number
  subscribers: number
  resourceVersion: string | undefined
}

/**
 * Holds every object of a kind in a scope and keeps it current by one watch, for any number of readers. All of it is
 * synchronous but `ready` and `waitFor`: what one turn of the event loop reads belongs together, so `list` followed by
 * `subscribe` misses nothing. Objects are shared: readers must not change them.
 */
export class WatchCache<T extends WatchableObject> {
  /** Resolves when the first list is in, or can't be had (`state` then says why), or the cache is closed. Never rejects. */
  readonly ready: Promise<void>
  readonly #watcher: Watcher<T>
  readonly #controller = new AbortController()
  readonly #store: ObjectStore<T>
  readonly #history: ChangeHistory<ObjectCacheChange<T>>
  readonly #departed: DepartedObjects<T>
  readonly #waiters = new PositionWaiters()
  readonly #listeners = new Set<(change: CacheChange<T>) => void>()
  readonly #missingTypeMs: number
  #settleReady!: () => void
  #running: Promise<void> | undefined
  #position: string | undefined
  #state: SyncStatus = { state: 'stale', since: new Date(), reason: 'The cache has not been started yet.' }
  #missingTypeTimer: NodeJS.Timeout | undefined
  #snapshot: CacheSnapshot<T> | undefined

  constructor(scope: WatchScope<T>, options: WatchCacheOptions = {}) {
    const { historyLimit = 1000, departedMs = 3_600_000, missingTypeMs = 10_000, signal, ...rest } = options
    const { indexedLabels, ...watcherOptions } = rest
    const store = new ObjectStore<T>(indexedLabels)
    this.#store = store
    this.#watcher = new Watcher(scope, {
      ...watcherOptions,
      held: (object) => store.present(object),
      signal: this.#controller.signal,
    })
    this.#history = new ChangeHistory(historyLimit)
    this.#departed = new DepartedObjects({ keepMs: departedMs, limit: historyLimit })
    this.#missingTypeMs = missingTypeMs
    this.ready = new Promise((resolve) => (this.#settleReady = resolve))
    if (signal?.aborted) this.close()
    else signal?.addEventListener('abort', () => this.close(), { once: true, signal: this.#controller.signal })
  }

  /** Begins to watch; a second call does nothing. */
  start(): this {
    if (this.#running || this.#controller.signal.aborted) return this
    this.#state = { state: 'stale', since: new Date(), reason: 'The first list has not arrived yet.' }
    this.#snapshot = undefined
    this.#running = this.#run()
    return this
  }

  get state(): SyncStatus {
    return this.#state
  }

  /** The position of what the cache holds; `undefined` before the first list. */
  get resourceVersion(): string | undefined {
    return this.#position
  }

  get synced(): boolean {
    return this.#position !== undefined
  }

  get closed(): boolean {
    return this.#controller.signal.aborted
  }

  get(reference: { namespace?: string | undefined; name: string }): T | undefined {
    return this.#store.get(reference)
  }

  /**
   * What matches, by namespace and name. For a namespace, and for the value of one indexed label, it is the same array until
   * something changes.
   * @throws SyntaxError for a text that is no label selector.
   */
  list(filter: CacheFilter = {}): readonly T[] {
    return selectObjects(this.#store, filter)
  }

  /** Everything of now, the same object until something changes: what `useSyncExternalStore` and its like ask for. */
  snapshot(): CacheSnapshot<T> {
    return (this.#snapshot ??= Object.freeze({
      ...this.#state,
      items: this.#store.list(),
      resourceVersion: this.#position,
    }))
  }

  /** Calls the listener for every change from now on, until the function that it returns is called. */
  subscribe(listener: (change: CacheChange<T>) => void): () => void {
    // A wrapper of its own, so that one function may subscribe twice.
    const entry = (change: CacheChange<T>) => listener(change)
    this.#listeners.add(entry)
    return () => void this.#listeners.delete(entry)
  }

  /**
   * The changes after a position, oldest first; `undefined` when it is too old, ahead of this cache, or can't be compared:
   * then only `list` tells the truth.
   */
  changesSince(resourceVersion: string): ObjectCacheChange<T>[] | undefined {
    return this.#history.since(resourceVersion)
  }

  /** The object as it was when it was seen to go, within the last hour. */
  lastSeen(reference: { namespace?: string | undefined; name: string }): DepartedObject<T> | undefined {
    return this.#departed.get(reference)
  }

  /**
   * Waits until the cache has come to a position, so that a read after a write sees the write. Resolves to false when it
   * hasn't in time (default 2 s), when the position can't be compared, or when the cache is closed.
   */
  async waitFor(
    resourceVersion: string,
    options: { timeoutMs?: number | undefined; signal?: AbortSignal | undefined } = {},
  ): Promise<boolean> {
    if (this.#position !== undefined) {
      const order = compareResourceVersions(this.#position, resourceVersion)
      if (order === undefined) return this.#position === resourceVersion
      if (order >= 0) return true
    }
    if (this.closed) return false
    return this.#waiters.wait(resourceVersion, options)
  }

  health(): WatchCacheHealth {
    return {
      ...this.#watcher.health(),
      ...this.#state,
      synced: this.synced,
      objects: this.#store.size,
      subscribers: this.#listeners.size,
      resourceVersion: this.#position,
    }
  }

  /** Ends the watch. What was cached stays readable, and no listener is called any more. */
  close(): void {
    this.#controller.abort()
    clearTimeout(this.#missingTypeTimer)
    this.#listeners.clear()
    this.#waiters.close()
    this.#settleReady()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.close()
    await this.#running
  }

  async #run() {
    for await (const events of this.#watcher.batches()) {
      for (const event of events) {
        if (this.closed) return
        this.#apply(event)
      }
    }
  }

  #apply(event: WatchEvent<T>) {
    switch (event.type) {
      case 'SNAPSHOT':
        return this.#applySnapshot(event.items, event.resourceVersion)
      case 'BOOKMARK':
        this.#history.advance(event.resourceVersion)
        return this.#moveTo(event.resourceVersion)
      case 'SYNC':
        return this.#applySync(event)
      default:
        return this.#applyChange(event.type, event.object)
    }
  }

  #applySnapshot(items: T[], resourceVersion: string) {
    if (this.#position === undefined) {
      for (const item of items) this.#store.set(item)
      this.#history.restart(resourceVersion)
      this.#moveTo(resourceVersion)
      this.#settleReady()
      if (this.#listeners.size > 0) this.#tell({ type: 'RESET', items: this.#store.list(), resourceVersion })
      return
    }
    const before = this.#position
    const changes = diffObjects(this.#store, items).map((change) => ({ ...change, resourceVersion, before }))
    // A restored etcd goes back in time: positions of before then mean nothing.
    const order = compareResourceVersions(before, resourceVersion)
    if (order !== undefined && order > 0) this.#history.restart(resourceVersion)
    this.#commit(changes, resourceVersion)
  }

  #applyChange(type: ChangeType, object: T) {
    const before = this.#position ?? ''
    const resourceVersion = object.metadata?.resourceVersion ?? before
    const previous = this.#store.present(object)
    // After a reconnect the API server may repeat what was already seen.
    if (type === 'DELETED' ? !previous : previous?.metadata?.resourceVersion === resourceVersion) {
      this.#history.advance(resourceVersion)
      return this.#moveTo(resourceVersion)
    }
    shareEqual(object, previous)
    const told = type === 'DELETED' ? type : previous ? 'MODIFIED' : 'ADDED'
    this.#commit([{ type: told, object, previous, resourceVersion, before }], resourceVersion)
  }

  #commit(changes: ObjectCacheChange<T>[], resourceVersion: string) {
    for (const { type, object } of changes) {
      if (type === 'DELETED') {
        this.#store.delete(object)
        this.#departed.add(object)
      } else {
        this.#store.set(object)
        if (type === 'ADDED') this.#departed.delete(object)
      }
    }
    this.#history.push(changes, resourceVersion)
    this.#moveTo(resourceVersion)
    for (const change of changes) this.#tell(change)
  }

  #applySync({ type, ...status }: { type: 'SYNC' } & SyncStatus) {
    this.#state = status
    this.#snapshot = undefined
    if (status.state === 'failed') this.#settleReady()
    this.#watchMissingType(status)
    this.#tell({ type, ...status })
  }

  /** A type that stays unknown has no objects; one 404 alone may come from an API server that is still starting. */
  #watchMissingType({ state, error }: SyncStatus) {
    const missing = state === 'failed' && error !== undefined && 'status' in error && error.status === 404
    if (!missing) {
      clearTimeout(this.#missingTypeTimer)
      this.#missingTypeTimer = undefined
      return
    }
    this.#missingTypeTimer ??= setTimeout(() => {
      const resourceVersion = this.#position
      if (resourceVersion === undefined) return
      const changes = this.#store.list().map((object) => {
        return { type: 'DELETED' as const, object, previous: object, resourceVersion, before: resourceVersion }
      })
      this.#commit(changes, resourceVersion)
      // Nothing may resume over this, and a type that comes back begins with a RESET.
      this.#history.clear()
      this.#position = undefined
      this.#snapshot = undefined
    }, this.#missingTypeMs)
  }

  #moveTo(resourceVersion: string) {
    this.#position = resourceVersion
    this.#snapshot = undefined
    this.#waiters.reach(resourceVersion)
  }

  #tell(change: CacheChange<T>) {
    for (const listener of [...this.#listeners]) {
      try {
        listener(change)
      } catch (error) {
        // As EventTarget does: one reader's bug is reported, and hurts no other reader.
        process.nextTick(() => {
          throw error
        })
      }
    }
  }
}
