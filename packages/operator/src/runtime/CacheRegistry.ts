import {
  createWatchCache,
  type ClusterAccess,
  type ResourceDefinition,
  type WatchableObject,
  type WatchCache,
} from '@catalyst/kubernetes-client'

/** Which objects of a kind are watched. */
export interface CacheScope {
  /** All namespaces where absent. */
  namespace?: string | undefined
  labelSelector?: string | undefined
}

/** How a watch is, for health checks and people. */
export interface CacheHealth {
  kind: string
  synced: boolean
  state: string
  reason?: string | undefined
  /** Milliseconds since the API server last gave a sign of life on it. */
  silentMs: number | undefined
}

/** One watch for each kind and scope, however many controllers read it. All begin at once and end with the registry. */
export class CacheRegistry implements Disposable {
  readonly #caches = new Map<string, { kind: string; cache: WatchCache<never> }>()
  readonly #kubeConfig: ClusterAccess
  #isStarted = false

  constructor(kubeConfig: ClusterAccess) {
    this.#kubeConfig = kubeConfig
  }

  get<T extends WatchableObject>(resource: ResourceDefinition<T, unknown>, scope: CacheScope = {}): WatchCache<T> {
    const key = JSON.stringify([
      resource.group,
      resource.version,
      resource.plural,
      scope.namespace,
      scope.labelSelector,
    ])
    const known = this.#caches.get(key)
    if (known !== undefined) return known.cache as unknown as WatchCache<T>
    // Passes look at the world as it is: nobody asks for what was before.
    const cache = createWatchCache(this.#kubeConfig, resource, { ...scope, historyLimit: 0, departedMs: 0 })
    this.#caches.set(key, { kind: resource.kind, cache: cache as unknown as WatchCache<never> })
    if (this.#isStarted) cache.start()
    return cache
  }

  /** Begins all watches. @returns when each has its first list, or the signal is aborted. */
  async start(signal: AbortSignal): Promise<void> {
    this.#isStarted = true
    const aborted = new Promise<void>((resolve) => {
      if (signal.aborted) resolve()
      else signal.addEventListener('abort', () => resolve(), { once: true })
    })
    const all = [...this.#caches.values()].map(({ cache }) => untilSynced(cache.start()))
    await Promise.race([Promise.all(all), aborted])
  }

  health(): CacheHealth[] {
    return [...this.#caches.values()].map(({ kind, cache }) => {
      const { state, reason } = cache.state
      return { kind, synced: cache.synced, state, reason, silentMs: cache.health().silentMs }
    })
  }

  [Symbol.dispose](): void {
    for (const { cache } of this.#caches.values()) cache.close()
  }
}

/** A first list that fails is no reason to work on half of the world: what is not known looks as if it were gone. */
function untilSynced(cache: WatchCache<never>): Promise<void> {
  return new Promise((resolve) => {
    if (cache.synced || cache.closed) return resolve()
    const unsubscribe = cache.subscribe(() => {
      if (!cache.synced && !cache.closed) return
      unsubscribe()
      resolve()
    })
  })
}
