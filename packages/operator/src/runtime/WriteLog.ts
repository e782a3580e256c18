import { compareResourceVersions, type WatchableObject, type WatchCache } from '@catalyst/kubernetes-client'

const maxEntries = 20_000

/**
 * What was written and has not come back by a watch yet. Without it, the next pass would see the world of before and write
 * everything once more.
 */
export class WriteLog {
  readonly #written = new Map<string, WatchableObject>()

  wrote(key: string, object: WatchableObject & { kind?: string | undefined }): void {
    this.#written.delete(key)
    // Secrets are read anew by every pass, and what is in them is kept nowhere.
    if (object.kind === 'Secret') return
    this.#written.set(key, object)
    const [oldest] = this.#written.keys()
    if (this.#written.size > maxEntries && oldest !== undefined) this.#written.delete(oldest)
  }

  forget(key: string): void {
    this.#written.delete(key)
  }

  /** An object as a cache holds it or as it was written, whichever is newer; `undefined` where it is gone. */
  newest<T extends WatchableObject>(key: string, cache: ReadCache<T>, reference: Reference): T | undefined {
    const cached = cache.get(reference)
    const written = this.#written.get(key) as T | undefined
    if (written === undefined) return cached
    // A cache that has come so far and does not hold it has seen it go.
    const seen = cached?.metadata?.resourceVersion ?? cache.resourceVersion ?? ''
    const order = compareResourceVersions(written.metadata?.resourceVersion ?? '', seen)
    if (order !== undefined && order > 0) return written
    this.#written.delete(key)
    return cached
  }
}

interface Reference {
  namespace?: string | undefined
  name: string
}

type ReadCache<T extends WatchableObject> = Pick<WatchCache<T>, 'get' | 'resourceVersion'>
