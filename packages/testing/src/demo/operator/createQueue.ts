import type { Clock } from '../../cluster/clock/Clock.ts'

/** Keys that wait for their turn. A key is worked on by one at a time, and once more if it came while it was. */
export interface Queue extends Disposable {
  add(key: string, afterMs?: number): void
}

export interface QueueOptions {
  clock: Clock
  /** Looks at the world and brings it nearer. @returns in how many milliseconds to look again, if nothing happens before */
  reconcile: (key: string) => Promise<number | undefined>
  onError?: ((error: unknown, key: string) => void) | undefined
}

const firstRetryMs = 200
const longestRetryMs = 30_000

export function createQueue({ clock, reconcile, onError }: QueueOptions): Queue {
  const waiting = new Map<string, { at: number; timer: Disposable }>()
  const running = new Set<string>()
  const again = new Set<string>()
  const failures = new Map<string, number>()
  let isClosed = false

  async function run(key: string): Promise<void> {
    if (running.has(key)) {
      again.add(key)
      return
    }
    running.add(key)
    try {
      const after = await reconcile(key)
      failures.delete(key)
      if (after !== undefined) queue.add(key, after)
    } catch (error) {
      const count = (failures.get(key) ?? 0) + 1
      failures.set(key, count)
      onError?.(error, key)
      queue.add(key, Math.min(firstRetryMs * 2 ** count, longestRetryMs))
    } finally {
      running.delete(key)
      if (again.delete(key)) queue.add(key)
    }
  }

  const queue: Queue = {
    add(key, afterMs = 0) {
      if (isClosed) return
      const at = clock.now() + afterMs
      const before = waiting.get(key)
      if (before !== undefined && before.at <= at) return
      before?.timer[Symbol.dispose]()
      const timer = clock.setTimer(() => {
        waiting.delete(key)
        void run(key)
      }, afterMs)
      waiting.set(key, { at, timer })
    },
    [Symbol.dispose]() {
      isClosed = true
      for (const { timer } of waiting.values()) timer[Symbol.dispose]()
      waiting.clear()
    },
  }
  return queue
}
