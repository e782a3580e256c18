import type { Environment } from '@catalyst/api'
import type { ClusterAccess } from '../config/ClusterAccess.ts'
import { environments } from '../resources/environments.ts'
import { createWatcher } from './createWatcher.ts'
import type { WatcherHealth } from './SyncTracker.ts'
import type { Watcher, WatcherOptions } from './Watcher.ts'
import type { SyncStatus, WatchEvent } from './watchTypes.ts'

export interface EnvironmentWatcherOptions extends WatcherOptions {
  /** Everything that there is: at the beginning, and again whenever the watch had to begin anew. Replaces what came before. */
  onSnapshot?: ((environments: Environment[], resourceVersion: string) => void) | undefined
  onAdded?: ((environment: Environment) => void) | undefined
  onModified?: ((environment: Environment) => void) | undefined
  onDeleted?: ((environment: Environment) => void) | undefined
  /** Whether what was told is still current. */
  onSync?: ((status: SyncStatus) => void) | undefined
}

/**
 * Watches the Environments of one namespace or of the whole cluster, by callbacks or by iteration. It reconnects by
 * itself and resumes where it was.
 *
 * @example
 * const watcher = new EnvironmentWatcher(kubeConfig, { namespace: 'web', onModified: (environment) => render(environment) })
 * const finished = watcher.start()
 * watcher.stop()
 * await finished
 */
export class EnvironmentWatcher implements AsyncIterable<WatchEvent<Environment>> {
  readonly #watcher: Watcher<Environment>
  readonly #callbacks: EnvironmentWatcherOptions
  readonly #controller = new AbortController()
  #finished: Promise<void> | undefined

  constructor(kubeConfig: ClusterAccess, options: EnvironmentWatcherOptions = {}) {
    const { signal } = options
    const ended = signal ? AbortSignal.any([signal, this.#controller.signal]) : this.#controller.signal
    this.#watcher = createWatcher(kubeConfig, environments, { ...options, signal: ended })
    this.#callbacks = options
  }

  /**
   * Begins to call the callbacks. The promise resolves once stopped, and rejects with what a callback throws, which stops
   * the watch; a lost connection never does.
   */
  start(): Promise<void> {
    return (this.#finished ??= this.#run())
  }

  /** Ends the watch and every iteration. */
  stop(): void {
    this.#controller.abort()
  }

  health(): WatcherHealth {
    return this.#watcher.health()
  }

  [Symbol.asyncIterator](): AsyncIterator<WatchEvent<Environment>> {
    return this.#watcher[Symbol.asyncIterator]()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.stop()
    await this.#finished
  }

  async #run() {
    for await (const event of this.#watcher) this.#call(event)
  }

  #call(event: WatchEvent<Environment>) {
    const { onSnapshot, onAdded, onModified, onDeleted, onSync } = this.#callbacks
    switch (event.type) {
      case 'SNAPSHOT':
        return onSnapshot?.(event.items, event.resourceVersion)
      case 'ADDED':
        return onAdded?.(event.object)
      case 'MODIFIED':
        return onModified?.(event.object)
      case 'DELETED':
        return onDeleted?.(event.object)
      case 'SYNC':
        return onSync?.({ state: event.state, since: event.since, reason: event.reason, error: event.error })
      case 'BOOKMARK':
        return
    }
  }
}
