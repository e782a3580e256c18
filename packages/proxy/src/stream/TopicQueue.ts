import type { Problem, SyncEvent } from '@catalyst/api'
import type { TopicPosition } from './streamCursor.ts'

/** What identifies a state of a topic, without what the client was told about its freshness. */
export type Position = Omit<TopicPosition, 'stale'>

/** An object with the metadata that every watched kind has. */
export interface WatchedObject {
  metadata: {
    name: string
    namespace?: string | undefined
    uid?: string | undefined
    labels?: Record<string, string> | undefined
  }
}

export interface TopicChange {
  type: 'ADDED' | 'MODIFIED' | 'DELETED'
  object: WatchedObject
}

export interface TopicSnapshot {
  items: readonly WatchedObject[]
  position: Position
}

/** What a topic owes its client next. */
export type TopicStep =
  | { event: 'snapshot'; items: readonly WatchedObject[]; resourceVersion: string }
  | { event: 'change'; change: TopicChange }
  | { event: 'sync'; sync: TopicSync }
  | { event: 'failure'; problem: Problem }

export type TopicSync = Pick<SyncEvent, 'state' | 'since' | 'reason'>

interface PendingChange extends TopicChange {
  /** Where the client stands as long as this change, in its oldest part, is still owed. */
  before: Position
  /** Whether the client may have got it already, on the connection before this one. */
  replayed: boolean
}

interface TopicQueueOptions {
  resumed?: TopicPosition | undefined
  /** How many objects' changes are kept. @default 5000 */
  limit?: number | undefined
  /** Is told how many changes the client will not see one by one. */
  onMerge?: ((count: number) => void) | undefined
}

/**
 * What one client is owed of one topic. Changes of the same object merge into one, so that a slow client costs at most
 * a change per object; past `limit` they give way to a snapshot, which is taken only when it is sent.
 */
export class TopicQueue {
  /** What the client holds together with the pending changes; absent until it holds a snapshot or has resumed. */
  #position: Position | undefined
  /** The position before the last change, for further changes of the same revision. */
  #before: Position | undefined
  #changes = new Map<string, PendingChange>()
  #takeSnapshot: (() => TopicSnapshot) | undefined
  #sync: TopicSync | undefined
  #lastSync: TopicSync | undefined
  #toldStale: boolean
  /** Whether the client waits to hear that it has caught up with what it missed. */
  #catchingUp: boolean
  #problem: Problem | undefined
  readonly #snapshot: () => TopicSnapshot
  readonly #limit: number
  readonly #onMerge: ((count: number) => void) | undefined

  constructor(snapshot: () => TopicSnapshot, options: TopicQueueOptions = {}) {
    this.#snapshot = snapshot
    this.#limit = options.limit ?? 5000
    this.#onMerge = options.onMerge
    this.#toldStale = options.resumed?.stale ?? false
    this.#catchingUp = options.resumed !== undefined
    if (options.resumed) this.#position = positionOf(options.resumed)
  }

  /** Whether anything is owed. */
  get pending(): boolean {
    return (
      this.#problem !== undefined ||
      this.#takeSnapshot !== undefined ||
      this.#sync !== undefined ||
      this.#changes.size > 0
    )
  }

  /** How many changes are owed. */
  get size(): number {
    return this.#changes.size
  }

  /** Where the client stands: before the oldest change that it is still owed; nowhere while it is owed a snapshot. */
  get settled(): TopicPosition | undefined {
    if (this.#takeSnapshot || this.#position === undefined) return undefined
    const [oldest] = this.#changes.values()
    return { ...(oldest?.before ?? this.#position), stale: this.#toldStale }
  }

  /** Owes the whole truth in place of all that was owed before. */
  reset(): void {
    this.#problem = undefined
    this.#changes.clear()
    this.#takeSnapshot = this.#snapshot
  }

  /**
   * Owes a change that leads to a position; nothing where a snapshot is owed, which will contain it. A `replayed` change
   * is one that the client may hold already, since its cursor only says what it got for certain.
   */
  change(change: TopicChange, position: Position, { replayed = false } = {}): void {
    if (this.#takeSnapshot || this.#position === undefined) return
    const before = this.#advance(position)
    const key = keyOf(change.object)
    const pending = this.#changes.get(key)
    if (pending === undefined) {
      this.#changes.set(key, { ...change, before, replayed })
      if (this.#changes.size > this.#limit) {
        this.#onMerge?.(this.#changes.size)
        this.reset()
      }
      return
    }
    this.#onMerge?.(1)
    const type = mergedType(pending, change.type)
    if (type === undefined) this.#changes.delete(key)
    else this.#changes.set(key, { ...pending, type, object: change.object })
  }

  /** Moves on where nothing changed for this client. */
  advance(position: Position): void {
    if (!this.#takeSnapshot && this.#position !== undefined) this.#advance(position)
  }

  /**
   * Tells whether the upstream is live; nothing where the client was told so already. One that resumed is told in any case, behind
   * what it missed: without a snapshot nothing else says that it holds the truth again.
   */
  sync(sync: TopicSync): void {
    this.#lastSync = sync
    const known = !this.#catchingUp && (sync.state === 'stale') === this.#toldStale
    this.#sync = known ? undefined : sync
  }

  /** Owes a failure in place of all that was owed before; what the client holds counts no more. */
  fail(problem: Problem): void {
    this.#changes.clear()
    this.#takeSnapshot = undefined
    this.#sync = undefined
    this.#toldStale = false
    this.#catchingUp = false
    this.#position = undefined
    this.#problem = problem
  }

  /** Takes what is to be sent next. */
  take(): TopicStep | undefined {
    if (this.#problem) {
      const problem = this.#problem
      this.#problem = undefined
      return { event: 'failure', problem }
    }
    if (this.#takeSnapshot) {
      const { items, position } = this.#takeSnapshot()
      this.#takeSnapshot = undefined
      this.#position = position
      this.#before = undefined
      // To the client a snapshot is the truth of now: one that is not has to be told so, told before or not.
      this.#toldStale = false
      this.#catchingUp = false
      if (this.#lastSync) this.sync(this.#lastSync)
      return { event: 'snapshot', items, resourceVersion: position.resourceVersion }
    }
    if (this.#sync && !this.#owesMissed) {
      const sync = this.#sync
      this.#sync = undefined
      this.#catchingUp = false
      this.#toldStale = sync.state === 'stale'
      return { event: 'sync', sync }
    }
    for (const [key, { type, object }] of this.#changes) {
      this.#changes.delete(key)
      return { event: 'change', change: { type, object } }
    }
    return undefined
  }

  /** Whether changes are owed of the time between two connections; they are the oldest. */
  get #owesMissed(): boolean {
    const [oldest] = this.#changes.values()
    return this.#catchingUp && oldest?.replayed === true
  }

  #advance(position: Position): Position {
    const current = this.#position ?? position
    if (this.#before === undefined || !samePosition(current, position)) this.#before = current
    this.#position = position
    return this.#before
  }
}

/** What two changes of the same object come to; `undefined` when they cancel out. */
function mergedType(first: PendingChange, second: TopicChange['type']): TopicChange['type'] | undefined {
  const added = first.type === 'ADDED'
  if (second === 'DELETED') return added && !first.replayed ? undefined : 'DELETED'
  return added ? 'ADDED' : 'MODIFIED'
}

/** An object that was deleted and made anew under its name is another one: the client has to see both. */
function keyOf({ metadata }: WatchedObject): string {
  return metadata.uid ?? `${metadata.namespace ?? ''}/${metadata.name}`
}

function samePosition(one: Position, other: Position): boolean {
  return one.resourceVersion === other.resourceVersion && one.epoch === other.epoch
}

function positionOf({ resourceVersion, epoch }: TopicPosition): Position {
  return { resourceVersion, epoch }
}
