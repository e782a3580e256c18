import type { ChangeEvent, FailureEvent, Problem, SnapshotEvent, SyncEvent } from '@catalyst/api'
import { isSameVersion, keyOf } from './objectIdentity.ts'
import { initialTopicState, type TopicState } from './TopicState.ts'

/** What the connection adds to what the topic itself knows. */
export interface Connectedness {
  live: boolean
  since: Date
  reason?: string | undefined
  /** The proxy refuses the whole stream. */
  problem?: Problem | undefined
}

export type TopicEvent =
  | { event: 'snapshot'; data: SnapshotEvent }
  | { event: 'change'; data: ChangeEvent }
  | { event: 'sync'; data: SyncEvent }
  | { event: 'failure'; data: FailureEvent }

/** What a client knows of one topic. Events are applied one by one; a view is made when somebody looks. */
export class TopicModel {
  readonly #objects = new Map<string, object>()
  /** The keys in order. `undefined` once a key came or went: most changes are of objects that are there, and sorting is what costs. */
  #order: readonly string[] | undefined
  #items: readonly object[] = initialTopicState.items
  #itemsOutdated = false
  #loaded = false
  #resourceVersion: string | undefined
  #upstream: { since: Date; reason: string | undefined } | undefined
  #problem: Problem | undefined
  #state: TopicState = initialTopicState

  /** @returns false for a change that has no snapshot to stand on, which the protocol rules out. */
  apply(event: TopicEvent): boolean {
    switch (event.event) {
      case 'snapshot':
        this.#replace(event.data)
        return true
      case 'change':
        return this.#change(event.data)
      case 'sync':
        this.#upstream =
          event.data.state === 'live' ? undefined : { since: new Date(event.data.since), reason: event.data.reason }
        return true
      case 'failure':
        this.#problem = event.data.problem
        // What its source did before says nothing about what comes after.
        this.#upstream = undefined
        return true
    }
  }

  /** The topic as it looks now; the same object as long as nothing changed. */
  view(connection: Connectedness): TopicState {
    const next = this.#compose(connection)
    if (!isSameState(this.#state, next)) this.#state = next
    return this.#state
  }

  #replace({ items, resourceVersion }: SnapshotEvent): void {
    const before = new Map(this.#objects)
    this.#objects.clear()
    for (const item of items) {
      const key = keyOf(item)
      const known = before.get(key)
      this.#objects.set(key, known !== undefined && isSameVersion(known, item) ? known : item)
    }
    this.#order = undefined
    this.#itemsOutdated = true
    this.#loaded = true
    this.#resourceVersion = resourceVersion
    this.#upstream = undefined
    this.#problem = undefined
  }

  #change({ type, object }: ChangeEvent): boolean {
    if (!this.#loaded) return false
    const key = keyOf(object)
    const known = this.#objects.get(key)
    if (type === 'DELETED') this.#objects.delete(key)
    else if (known === undefined || !isSameVersion(known, object)) this.#objects.set(key, object)
    if ((known === undefined) !== (type === 'DELETED')) this.#order = undefined
    this.#itemsOutdated ||= this.#objects.get(key) !== known
    this.#problem = undefined
    return true
  }

  #compose(connection: Connectedness): TopicState {
    const base = { loaded: this.#loaded, items: this.#currentItems(), resourceVersion: this.#resourceVersion }
    const problem = connection.problem ?? this.#problem
    if (problem !== undefined) return { ...base, status: 'failed', problem, reason: problem.detail }
    if (!connection.live && (this.#loaded || connection.reason !== undefined)) {
      const status = this.#loaded ? 'stale' : 'loading'
      return { ...base, status, since: connection.since, reason: connection.reason }
    }
    if (!this.#loaded) return { ...base, status: 'loading' }
    return this.#upstream === undefined ? { ...base, status: 'live' } : { ...base, status: 'stale', ...this.#upstream }
  }

  #currentItems(): readonly object[] {
    if (!this.#itemsOutdated) return this.#items
    this.#itemsOutdated = false
    this.#order ??= [...this.#objects.keys()].sort()
    const items = this.#order.flatMap((key) => this.#objects.get(key) ?? [])
    const same = items.length === this.#items.length && items.every((item, index) => item === this.#items[index])
    if (!same) this.#items = Object.freeze(items)
    return this.#items
  }
}

function isSameState(a: TopicState, b: TopicState): boolean {
  return (
    a.status === b.status &&
    a.loaded === b.loaded &&
    a.items === b.items &&
    a.resourceVersion === b.resourceVersion &&
    a.since?.getTime() === b.since?.getTime() &&
    a.reason === b.reason &&
    a.problem === b.problem
  )
}
