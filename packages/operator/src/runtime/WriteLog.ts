import { compareResourceVersions, type WatchableObject } from '@catalyst/kubernetes-client'

const maxEntries = 20_000

/**
 * What was written and has not come back by a watch yet. Without it, the next pass would see the world of before and write
 * everything once more.
 */
export class WriteLog {
  readonly #written = new Map<string, WatchableObject>()

  wrote(key: string, object: WatchableObject): void {
    this.#written.delete(key)
    this.#written.set(key, object)
    const [oldest] = this.#written.keys()
    if (this.#written.size > maxEntries && oldest !== undefined) this.#written.delete(oldest)
  }

  forget(key: string): void {
    this.#written.delete(key)
  }

  /** The newer one of what a cache holds and what was written. */
  newest<T extends WatchableObject>(key: string, cached: T | undefined): T | undefined {
    const written = this.#written.get(key) as T | undefined
    if (written === undefined) return cached
    if (cached === undefined) return written
    const order = compareResourceVersions(
      written.metadata?.resourceVersion ?? '',
      cached.metadata?.resourceVersion ?? '',
    )
    if (order !== undefined && order > 0) return written
    this.#written.delete(key)
    return cached
  }
}
