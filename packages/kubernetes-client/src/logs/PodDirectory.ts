import type { Pod } from '@catalyst/api'
import type { CacheChange, WatchCache } from '../watch/WatchCache.ts'
import { matchesLabels } from '../watch/matchesLabels.ts'
import { parseLabelSelector, type LabelRequirement } from '../watch/parseLabelSelector.ts'
import type { ContainerStatusSource } from './ContainerLog.ts'
import { containerRuns } from './containerRuns.ts'

/** Which pods of a namespace; without either, all of them. */
export interface PodSelection {
  name?: string | undefined
  labelSelector?: string | undefined
}

/** The pods whose logs are followed, as a cache of pods sees them. */
export class PodDirectory {
  readonly #cache: WatchCache<Pod>
  readonly #namespace: string
  readonly #name: string | undefined
  readonly #requirements: readonly LabelRequirement[]
  readonly #waiting = new Map<string, Set<() => void>>()
  readonly #listeners = new Set<() => void>()
  readonly #unsubscribe: () => void

  constructor(cache: WatchCache<Pod>, namespace: string, selection: PodSelection) {
    this.#cache = cache
    this.#namespace = namespace
    this.#name = selection.name
    this.#requirements = parseLabelSelector(selection.labelSelector ?? '')
    this.#unsubscribe = cache.subscribe((change) => this.#wake(change))
  }

  list(): readonly Pod[] {
    return this.#cache.list({ namespace: this.#namespace }).filter((pod) => this.#selects(pod))
  }

  /** What a container's log needs to know about its pod: this very pod, not one that takes its name later. */
  statusOf(pod: Pod, container: string, signal: AbortSignal): ContainerStatusSource {
    const { name, uid } = pod.metadata
    const find = () => this.#cache.get({ namespace: this.#namespace, name })
    let seen = find()
    return {
      runs: () => {
        const present = find()
        seen = present
        if (!present || present.metadata.uid !== uid || !this.#selects(present)) return undefined
        return containerRuns(present, container)
      },
      changed: async (withinMs) => {
        // What changed between the look at it and the wait for it is a change, too.
        if (find() === seen) await this.#changed(name, withinMs, signal)
      },
    }
  }

  /** Calls back whenever a pod came, changed or went. */
  onChange(listener: () => void): void {
    this.#listeners.add(listener)
  }

  close(): void {
    this.#unsubscribe()
    this.#listeners.clear()
    for (const waiters of this.#waiting.values()) for (const wake of waiters) wake()
  }

  #selects(pod: Pod): boolean {
    return (
      (this.#name === undefined || pod.metadata.name === this.#name) &&
      matchesLabels(this.#requirements, pod.metadata.labels)
    )
  }

  #changed(name: string, withinMs: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) return resolve()
      const waiters = this.#waiting.get(name) ?? new Set()
      const wake = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', wake)
        waiters.delete(wake)
        if (waiters.size === 0) this.#waiting.delete(name)
        resolve()
      }
      const timer = setTimeout(wake, withinMs)
      signal.addEventListener('abort', wake, { once: true })
      this.#waiting.set(name, waiters.add(wake))
    })
  }

  #wake(change: CacheChange<Pod>) {
    if (change.type === 'SYNC') return
    const names = change.type === 'RESET' ? [...this.#waiting.keys()] : [change.object.metadata.name]
    for (const name of names) for (const wake of [...(this.#waiting.get(name) ?? [])]) wake()
    for (const listener of this.#listeners) listener()
  }
}
