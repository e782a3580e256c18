import { compareResourceVersions } from './compareResourceVersions.ts'

interface Waiter {
  resourceVersion: string
  settle(reached: boolean): void
}

/** Promises that resolve when a watch has come to a position. */
export class PositionWaiters {
  readonly #waiters = new Set<Waiter>()

  /** Resolves to whether the position was reached in time. */
  wait(
    resourceVersion: string,
    options: { timeoutMs?: number | undefined; signal?: AbortSignal | undefined } = {},
  ): Promise<boolean> {
    const { timeoutMs = 2000, signal } = options
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve(false)
      const giveUp = () => waiter.settle(false)
      const timer = setTimeout(giveUp, timeoutMs)
      const waiter: Waiter = {
        resourceVersion,
        settle: (reached) => {
          clearTimeout(timer)
          signal?.removeEventListener('abort', giveUp)
          this.#waiters.delete(waiter)
          resolve(reached)
        },
      }
      signal?.addEventListener('abort', giveUp, { once: true })
      this.#waiters.add(waiter)
    })
  }

  reach(resourceVersion: string): void {
    for (const waiter of this.#waiters) {
      const order = compareResourceVersions(resourceVersion, waiter.resourceVersion)
      if (order === undefined ? resourceVersion === waiter.resourceVersion : order >= 0) waiter.settle(true)
    }
  }

  close(): void {
    for (const waiter of this.#waiters) waiter.settle(false)
  }
}
