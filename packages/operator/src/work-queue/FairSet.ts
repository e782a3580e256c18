/** Keys that wait, each once. Groups take turns; within a group the one that came first goes first. */
export class FairSet {
  readonly #groups = new Map<string, Set<string>>()
  readonly #groupOf: (key: string) => string
  #size = 0

  constructor(groupOf: (key: string) => string) {
    this.#groupOf = groupOf
  }

  get size(): number {
    return this.#size
  }

  has(key: string): boolean {
    return this.#groups.get(this.#groupOf(key))?.has(key) === true
  }

  /** @returns whether it did not wait before */
  add(key: string): boolean {
    const name = this.#groupOf(key)
    const group = this.#groups.get(name) ?? new Set()
    if (group.has(key)) return false
    this.#groups.set(name, group.add(key))
    this.#size++
    return true
  }

  /** Takes the next key that may be taken; its group is the last one from now on. */
  take(mayTake: (key: string) => boolean): string | undefined {
    for (const [name, group] of this.#groups) {
      for (const key of group) {
        if (!mayTake(key)) continue
        group.delete(key)
        this.#size--
        this.#groups.delete(name)
        if (group.size > 0) this.#groups.set(name, group)
        return key
      }
    }
    return undefined
  }

  clear(): void {
    this.#groups.clear()
    this.#size = 0
  }
}
