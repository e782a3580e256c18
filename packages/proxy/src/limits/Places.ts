/** Why there is no place: one key has all that a key may have, or all are taken. */
export type Full = 'key' | 'all'

export interface PlacesOptions {
  perKey: number
  all: number
}

/** Counts what is open, per key and in all. */
export class Places {
  readonly #taken = new Map<string, number>()
  readonly #options: PlacesOptions
  #all = 0

  constructor(options: PlacesOptions) {
    this.#options = options
  }

  /** Places that are taken now. */
  get taken(): number {
    return this.#all
  }

  /** Whether there is a place for a key; `undefined` where there is. Without a key only the sum counts. */
  full(key: string | undefined): Full | undefined {
    if (this.#all >= this.#options.all) return 'all'
    if (key !== undefined && (this.#taken.get(key) ?? 0) >= this.#options.perKey) return 'key'
    return undefined
  }

  /** Takes a place. @returns what gives it back; safe to call twice. */
  take(key: string | undefined): () => void {
    this.#count(key, 1)
    let held = true
    return () => {
      if (held) this.#count(key, -1)
      held = false
    }
  }

  #count(key: string | undefined, change: 1 | -1): void {
    this.#all += change
    if (key === undefined) return
    const taken = (this.#taken.get(key) ?? 0) + change
    if (taken === 0) this.#taken.delete(key)
    else this.#taken.set(key, taken)
  }
}
