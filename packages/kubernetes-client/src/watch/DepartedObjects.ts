import { objectKey, referenceKey } from './objectKey.ts'
import type { WatchableObject } from './watchTypes.ts'

export interface DepartedObject<T> {
  object: T
  deletedAt: Date
}

/** What was seen to go, for a while and up to a number; a page can then say what was there. */
export class DepartedObjects<T extends WatchableObject> {
  readonly #keepMs: number
  readonly #limit: number
  readonly #now: () => number
  readonly #departed = new Map<string, DepartedObject<T>>()

  constructor(options: { keepMs: number; limit: number; now?: (() => number) | undefined }) {
    this.#keepMs = options.keepMs
    this.#limit = options.limit
    this.#now = options.now ?? Date.now
  }

  add(object: T): void {
    const key = objectKey(object)
    // Insertion order is age order, which makes forgetting cheap.
    this.#departed.delete(key)
    this.#departed.set(key, { object, deletedAt: new Date(this.#now()) })
    this.#forgetOld()
  }

  delete(object: T): void {
    this.#departed.delete(objectKey(object))
  }

  get(reference: { namespace?: string | undefined; name: string }): DepartedObject<T> | undefined {
    this.#forgetOld()
    return this.#departed.get(referenceKey(reference))
  }

  #forgetOld() {
    const oldest = this.#now() - this.#keepMs
    for (const [key, { deletedAt }] of this.#departed) {
      if (this.#departed.size <= this.#limit && deletedAt.getTime() > oldest) return
      this.#departed.delete(key)
    }
  }
}
