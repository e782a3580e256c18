import { setImmediate } from 'node:timers/promises'
import type { Clock } from '../../clock/Clock.ts'
import { StatusError } from '../../objects/StatusError.ts'

/** Brings one object after the other to what it should be. It keeps keys, not changes: what it does is read anew. */
export interface Reconciler extends Disposable {
  /** Has this key looked at, now or after some milliseconds. Several wishes for one key become one look. */
  enqueue(key: string, afterMs?: number): void
}

/** How long it may hold the event loop before others get their turn, in milliseconds. */
const longestTurn = 10
/** As in client-go's default rate limiter, in milliseconds. */
const firstRetry = 5
const longestRetry = 1000_000

/** A work queue with one worker. What fails is tried again, later each time. */
export function createReconciler(clock: Clock, reconcile: (key: string) => Promise<void>): Reconciler {
  const waiting = new Set<string>()
  const delayed = new Map<string, { at: number; timer: Disposable }>()
  const failures = new Map<string, number>()
  let isRunning = false
  let isDisposed = false

  async function run(): Promise<void> {
    let since = performance.now()
    for (const key of waiting) {
      waiting.delete(key)
      if (isDisposed) return
      try {
        await reconcile(key)
        failures.delete(key)
      } catch (error) {
        retry(key, error)
      }
      if (performance.now() - since < longestTurn) continue
      await setImmediate()
      since = performance.now()
    }
    isRunning = false
  }

  function retry(key: string, error: unknown): void {
    if (isDisposed) return
    // A refusal is part of life: an object has changed, a quota is used up. Anything else is a mistake in here.
    if (!(error instanceof StatusError)) process.emitWarning(error instanceof Error ? error : String(error))
    const count = failures.get(key) ?? 0
    failures.set(key, count + 1)
    reconciler.enqueue(key, Math.min(firstRetry * 2 ** count, longestRetry))
  }

  function delay(key: string, ms: number): void {
    const at = clock.now() + ms
    const earlier = delayed.get(key)
    if (earlier !== undefined && earlier.at <= at) return
    earlier?.timer[Symbol.dispose]()
    const timer = clock.setTimer(() => {
      delayed.delete(key)
      reconciler.enqueue(key)
    }, ms)
    delayed.set(key, { at, timer })
  }

  const reconciler: Reconciler = {
    enqueue(key, afterMs = 0) {
      if (isDisposed) return
      if (afterMs > 0) return delay(key, afterMs)
      waiting.add(key)
      if (isRunning) return
      isRunning = true
      queueMicrotask(() => void run())
    },
    [Symbol.dispose]() {
      isDisposed = true
      waiting.clear()
      for (const { timer } of delayed.values()) timer[Symbol.dispose]()
      delayed.clear()
    },
  }
  return reconciler
}
