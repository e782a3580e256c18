/** Something shared, as long as its holder has not given it back. */
export interface Lease<TValue> extends Disposable {
  value: TValue
}

export interface SharedPoolOptions<TValue> {
  /** Opens what a key names; called once as long as anybody holds it. */
  open(key: string): TValue
  close(value: TValue): void
  /** How long a value outlives its last holder, so that a page that is reloaded finds it open, in milliseconds. @default 60_000 */
  lingerMs?: number | undefined
}

interface Entry<TValue> {
  value: TValue
  holders: number
  lingering: NodeJS.Timeout | undefined
}

/** Values that are opened by their first holder, shared by all and closed some time after the last. */
export class SharedPool<TValue> implements Disposable {
  readonly #options: SharedPoolOptions<TValue>
  readonly #entries = new Map<string, Entry<TValue>>()
  #closed = false

  constructor(options: SharedPoolOptions<TValue>) {
    this.#options = options
  }

  /** How many values are open. */
  get size(): number {
    return this.#entries.size
  }

  acquire(key: string): Lease<TValue> {
    if (this.#closed) throw new Error('The pool is closed: the server is shutting down.')
    let entry = this.#entries.get(key)
    if (entry === undefined) {
      entry = { value: this.#options.open(key), holders: 0, lingering: undefined }
      this.#entries.set(key, entry)
    }
    const held = entry
    clearTimeout(held.lingering)
    held.holders++
    let released = false
    return {
      value: held.value,
      [Symbol.dispose]: () => {
        if (released) return
        released = true
        held.holders--
        if (held.holders === 0 && !this.#closed) this.#linger(key, held)
      },
    }
  }

  [Symbol.dispose](): void {
    this.#closed = true
    for (const { value, lingering } of this.#entries.values()) {
      clearTimeout(lingering)
      this.#options.close(value)
    }
    this.#entries.clear()
  }

  #linger(key: string, entry: Entry<TValue>): void {
    entry.lingering = setTimeout(() => {
      this.#entries.delete(key)
      this.#options.close(entry.value)
    }, this.#options.lingerMs ?? 60_000)
  }
}
