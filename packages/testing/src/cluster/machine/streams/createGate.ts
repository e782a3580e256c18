/** Lets one wait until somebody says that there may be something new. */
export interface Gate {
  /** Rejects with the signal's reason when that is aborted first. */
  wait(signal?: AbortSignal): Promise<void>
  /** Wakes all who wait now. */
  open(): void
}

export function createGate(): Gate {
  const waiting = new Set<() => void>()
  return {
    wait(signal) {
      return new Promise((resolve, reject) => {
        const refuse = () => {
          waiting.delete(wake)
          reject(signal?.reason as Error)
        }
        const wake = () => {
          waiting.delete(wake)
          signal?.removeEventListener('abort', refuse)
          resolve()
        }
        if (signal?.aborted === true) return refuse()
        waiting.add(wake)
        signal?.addEventListener('abort', refuse, { once: true })
      })
    },
    open() {
      for (const wake of [...waiting]) wake()
    },
  }
}
