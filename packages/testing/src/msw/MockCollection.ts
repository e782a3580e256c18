import type { ObjectMeta } from '@catalyst/api'

export interface MockObject {
  metadata: ObjectMeta
}

export interface MockRef {
  namespace?: string | undefined
  name: string
}

export interface MockChange {
  type: 'ADDED' | 'MODIFIED' | 'DELETED'
  object: MockObject
  /** What the object was before; absent when it is new. */
  previous?: MockObject | undefined
  resourceVersion: number
}

interface LastSeen<T> {
  object: T
  deletedAt: string
}

export interface MockClock {
  now: () => Date
  nextRevision: () => number
}

/** The objects of one kind, with the changes that led to them, as a watch cache would hold them. */
export class MockCollection<T extends MockObject> {
  readonly changes: MockChange[] = []
  readonly #objects = new Map<string, T>()
  readonly #gone = new Map<string, LastSeen<T>>()
  readonly #listeners = new Set<(change: MockChange) => void>()
  readonly #clock: MockClock
  #compactedAt = 0

  constructor(clock: MockClock, objects: readonly T[] = []) {
    this.#clock = clock
    for (const object of objects) this.put(object)
  }

  /** Creates or replaces an object, gives it its resourceVersion and tells the watchers. */
  put(object: T): T {
    const key = keyOf(object.metadata)
    const previous = this.#objects.get(key)
    const resourceVersion = this.#clock.nextRevision()
    const stored = { ...object, metadata: { ...object.metadata, resourceVersion: String(resourceVersion) } }
    this.#objects.set(key, stored)
    this.#gone.delete(key)
    this.#tell({ type: previous === undefined ? 'ADDED' : 'MODIFIED', object: stored, previous, resourceVersion })
    return stored
  }

  /** Removes an object, as if somebody had deleted it behind the page. */
  remove(ref: MockRef): void {
    const key = keyOf(ref)
    const object = this.#objects.get(key)
    if (object === undefined) return
    this.#objects.delete(key)
    this.#gone.set(key, { object, deletedAt: this.#clock.now().toISOString() })
    this.#tell({ type: 'DELETED', object, previous: object, resourceVersion: this.#clock.nextRevision() })
  }

  get(ref: MockRef): T | undefined {
    return this.#objects.get(keyOf(ref))
  }

  lastSeen(ref: MockRef): LastSeen<T> | undefined {
    return this.#gone.get(keyOf(ref))
  }

  list(): T[] {
    return [...this.#objects.values()]
  }

  /** Forgets the changes so far. */
  compact(): void {
    this.#compactedAt = this.changes.at(-1)?.resourceVersion ?? 0
    this.changes.length = 0
  }

  /** The changes after a revision; undefined when some of them are forgotten. */
  changesSince(revision: number): readonly MockChange[] | undefined {
    if (revision < this.#compactedAt) return undefined
    return this.changes.filter(({ resourceVersion }) => resourceVersion > revision)
  }

  subscribe(listener: (change: MockChange) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #tell(change: MockChange): void {
    this.changes.push(change)
    for (const listener of this.#listeners) listener(change)
  }
}

function keyOf({ namespace = '', name }: MockRef): string {
  return `${namespace}/${name}`
}
