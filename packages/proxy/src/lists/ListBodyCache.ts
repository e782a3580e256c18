import type { ListBody } from './ListBody.ts'

/**
 * Keeps the last serialised lists, so that many readers of one revision cost one serialisation. An entry is good for its
 * revision alone; the least recently used go first.
 */
export class ListBodyCache {
  readonly #entries = new Map<string, { revision: string; body: ListBody }>()
  readonly #maxBytes: number
  #length = 0

  constructor(maxBytes = 32 * 1024 * 1024) {
    this.#maxBytes = maxBytes
  }

  get(key: string, revision: string): ListBody | undefined {
    const entry = this.#entries.get(key)
    if (entry?.revision !== revision) return undefined
    this.#entries.delete(key)
    this.#entries.set(key, entry)
    return entry.body
  }

  set(key: string, revision: string, body: ListBody): void {
    this.#remove(key)
    this.#entries.set(key, { revision, body })
    this.#length += body.bytes.length
    for (const oldest of this.#entries.keys()) {
      if (this.#length <= this.#maxBytes) break
      this.#remove(oldest)
    }
  }

  #remove(key: string): void {
    this.#length -= this.#entries.get(key)?.body.bytes.length ?? 0
    this.#entries.delete(key)
  }
}
