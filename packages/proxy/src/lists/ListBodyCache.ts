export interface ListBody {
  text: string
  etag: string
  /** The same compressed, made by the first client that takes it. */
  gzip?: Promise<Uint8Array> | undefined
}

/**
 * Keeps the last serialised lists, so that many readers of one revision cost one serialisation. An entry is good for its
 * revision alone; the least recently used go first.
 */
export class ListBodyCache {
  readonly #entries = new Map<string, { revision: string; body: ListBody }>()
  readonly #maxCharacters: number
  #characters = 0

  constructor(maxCharacters = 32 * 1024 * 1024) {
    this.#maxCharacters = maxCharacters
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
    this.#characters += body.text.length
    for (const oldest of this.#entries.keys()) {
      if (this.#characters <= this.#maxCharacters) break
      this.#remove(oldest)
    }
  }

  #remove(key: string): void {
    this.#characters -= this.#entries.get(key)?.body.text.length ?? 0
    this.#entries.delete(key)
  }
}
