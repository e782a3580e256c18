/** Listeners of one value. One that throws doesn't keep the value from the others. */
export class Listeners<TValue> {
  readonly #listeners = new Set<{ call: (value: TValue) => void }>()

  get size(): number {
    return this.#listeners.size
  }

  add(listener: (value: TValue) => void): () => void {
    // A function may listen twice; each is its own entry.
    const entry = { call: listener }
    this.#listeners.add(entry)
    return () => {
      this.#listeners.delete(entry)
    }
  }

  tell(value: TValue): void {
    for (const { call } of [...this.#listeners]) {
      try {
        call(value)
      } catch (error) {
        queueMicrotask(() => {
          throw error
        })
      }
    }
  }
}
