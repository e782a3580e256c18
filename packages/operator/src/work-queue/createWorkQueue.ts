import { backoffDelay } from './backoffDelay.ts'
import type { BackoffOptions } from './backoffDelay.ts'

/** What a worker asks for after a good pass: nothing, or another pass later. */
export interface WorkResult {
  /** Milliseconds until the key is worked on again even if nothing happens. */
  requeueAfterMs?: number | undefined
}

export interface WorkQueueOptions {
  /** Does the work of one key. A rejection is retried with backoff. */
  work: (key: string, signal: AbortSignal) => Promise<WorkResult>
  /** Told of every failure; the retry is the queue's. */
  onError: (key: string, error: unknown) => void
  /** Keys worked on at the same time. @default 1 */
  concurrency?: number | undefined
  backoff?: BackoffOptions | undefined
}

export interface WorkQueue extends AsyncDisposable {
  /** Asks for a pass over a key; asking again before it begins changes nothing. */
  add: (key: string) => void
  /** Resolves when nothing is waiting or running; keys that only wait for a later time do not count. */
  idle: () => Promise<void>
  /** Drops what waits, aborts what runs, and resolves when it has ended. */
  close: () => Promise<void>
}

/**
 * A queue of keys, never of events: a key is waiting at most once, two workers never hold the same key, and a key that was
 * added while it was worked on is worked on once more. After client-go's workqueue.
 */
export function createWorkQueue(options: WorkQueueOptions): WorkQueue {
  const { work, onError, concurrency = 1, backoff } = options
  const waiting = new Set<string>()
  const running = new Map<string, Promise<void>>()
  const timers = new Map<string, NodeJS.Timeout>()
  const failures = new Map<string, number>()
  const controller = new AbortController()
  let idlers: (() => void)[] = []

  function add(key: string): void {
    if (controller.signal.aborted) return
    clearTimeout(timers.get(key))
    timers.delete(key)
    waiting.add(key)
    startWorkers()
  }

  function addAfter(key: string, delayMs: number): void {
    if (controller.signal.aborted || waiting.has(key)) return
    timers.set(
      key,
      setTimeout(() => add(key), delayMs),
    )
  }

  function startWorkers(): void {
    for (const key of waiting) {
      if (running.size >= concurrency) return
      if (running.has(key)) continue
      waiting.delete(key)
      running.set(key, workOn(key))
    }
  }

  async function workOn(key: string): Promise<void> {
    try {
      const result = await work(key, controller.signal)
      failures.delete(key)
      if (result.requeueAfterMs !== undefined) addAfter(key, result.requeueAfterMs)
    } catch (error) {
      if (!controller.signal.aborted) retryLater(key, error)
    } finally {
      running.delete(key)
      startWorkers()
      settleIdlers()
    }
  }

  function retryLater(key: string, error: unknown): void {
    const count = (failures.get(key) ?? 0) + 1
    failures.set(key, count)
    addAfter(key, backoffDelay(count, backoff))
    onError(key, error)
  }

  function settleIdlers(): void {
    if (waiting.size > 0 || running.size > 0) return
    for (const resolve of idlers.splice(0)) resolve()
  }

  function idle(): Promise<void> {
    return new Promise((resolve) => {
      idlers = [...idlers, resolve]
      settleIdlers()
    })
  }

  async function close(): Promise<void> {
    controller.abort()
    waiting.clear()
    for (const timer of timers.values()) clearTimeout(timer)
    timers.clear()
    await Promise.all(running.values())
  }

  return { add, idle, close, [Symbol.asyncDispose]: close }
}
