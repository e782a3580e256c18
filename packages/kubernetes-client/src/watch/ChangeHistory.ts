import { compareResourceVersions } from './compareResourceVersions.ts'

interface Positioned {
  /** The position after the change. */
  resourceVersion: string
}

/** The last changes of a watch, for readers that come back. Bounded: the oldest leave first. */
export class ChangeHistory<TChange extends Positioned> {
  readonly #limit: number
  #changes: TChange[] = []
  #start: string | undefined
  #end: string | undefined

  constructor(limit: number) {
    this.#limit = limit
  }

  /** Forgets everything: nothing before this position can be told. */
  restart(resourceVersion: string): void {
    this.#changes = []
    this.#start = this.#end = resourceVersion
  }

  /** Forgets everything until the next {@link restart}. */
  clear(): void {
    this.#changes = []
    this.#start = this.#end = undefined
  }

  /** Adds changes that lead to one position. A reader is in front of all of them or behind all. */
  push(changes: readonly TChange[], resourceVersion: string): void {
    this.#changes.push(...changes)
    this.#end = resourceVersion
    // In batches, since moving an array for each change would cost more than the changes themselves.
    if (this.#changes.length >= this.#limit * 1.25) this.#trim()
  }

  /** Says that nothing happened up to a position. */
  advance(resourceVersion: string): void {
    this.#end = resourceVersion
  }

  /**
   * The changes after a position; `undefined` where they can't be told: the position is too old, is ahead of this history,
   * or can't be compared.
   */
  since(resourceVersion: string): TChange[] | undefined {
    if (this.#start === undefined || this.#end === undefined) return undefined
    if (resourceVersion === this.#end) return []
    const fromStart = compareResourceVersions(resourceVersion, this.#start)
    const toEnd = compareResourceVersions(resourceVersion, this.#end)
    if (fromStart === undefined || fromStart < 0 || toEnd === undefined || toEnd > 0) return undefined
    const first =
      this.#changes.findLastIndex(
        (change) => (compareResourceVersions(change.resourceVersion, resourceVersion) ?? 0) <= 0,
      ) + 1
    return this.#changes.slice(first)
  }

  #trim() {
    let cut = this.#changes.length - this.#limit
    // Changes of one position stay together, or a reader in front of them would miss some.
    while (
      cut < this.#changes.length &&
      this.#changes[cut]?.resourceVersion === this.#changes[cut - 1]?.resourceVersion
    )
      cut++
    this.#start = this.#changes[cut - 1]?.resourceVersion
    this.#changes = this.#changes.slice(cut)
  }
}
