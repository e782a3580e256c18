import { backoffDelay } from './backoffDelay.ts'
import type { BackoffOptions } from './backoffDelay.ts'
import { FairSet } from './FairSet.ts'
import { RetryRate, type RetryRateOptions } from './RetryRate.ts'
import type { WorkQueueObserver } from './WorkQueueObserver.ts'

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
  /** How fast retries follow one another, whatever their keys. */
  retries?: RetryRateOptions | undefined
  /** What keys share turns: whoever asks for much waits for himself alone. @default all keys are one group */
  groupOf?: ((key: string) => string) | undefined
  /** Measures what happens. */
  observer?: WorkQueueObserver | undefined
}

export interface WorkQueue extends AsyncDisposable {
  /** Asks for a pass over a key; asking again before it begins changes nothing. */
  add: (key: string) => void
  /** Resolves when nothing is waiting or running; keys that only wait for a later time do not count. */
  idle: () => Promise<void>
  /** Drops what waits, aborts what runs, and resolves when it has ended. */
  close: () => Promise<void>
}

/** The longest that a timer of JavaScript waits (2³¹ − 1 ms, 25 days): what is further off would be due at once. */
const maxTimerMs = 2_147_483_647

/**
 * A queue of keys, never of events: a key is waiting at most once, two workers never hold the same key, and a key that was
 * added while it was worked on is worked on once more. After client-go's workqueue.
 */
export function createWorkQueue(options: WorkQueueOptions): WorkQueue {
  const { work, onError, concurrency = 1, backoff, groupOf = () => '', observer } = options
  const waiting = new FairSet(groupOf)
  const running = new Map<string, Promise<void>>()
  const timers = new Map<string, { timer: NodeJS.Timeout; dueAt: number }>()
  const failures = new Map<string, number>()
  const rate = new RetryRate(options.retries)
  const controller = new AbortController()
  let idlers: (() => void)[] = []

  function add(key: string): void {
    if (controller.signal.aborted) return
    forgetTimer(key)
    if (waiting.add(key)) observer?.added(key, waiting.size)
    startWorkers()
  }

  /** The earlier of two times counts: a later one asked for in the meantime must not put it off. */
  function addAfter(key: string, delayMs: number): void {
    if (controller.signal.aborted || waiting.has(key)) return
    const waitMs = Math.min(delayMs, maxTimerMs)
    const dueAt = performance.now() + waitMs
    const known = timers.get(key)
    if (known !== undefined && known.dueAt <= dueAt) return
    forgetTimer(key)
    timers.set(key, { dueAt, timer: setTimeout(() => add(key), waitMs) })
  }

  function forgetTimer(key: string): void {
    clearTimeout(timers.get(key)?.timer)
    timers.delete(key)
  }

  function startWorkers(): void {
    while (running.size < concurrency) {
      const key = waiting.take((one) => !running.has(one))
      if (key === undefined) return
      observer?.started(key, waiting.size)
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
      observer?.finished(key)
      startWorkers()
      settleIdlers()
    }
  }

  function retryLater(key: string, error: unknown): void {
    const count = (failures.get(key) ?? 0) + 1
    failures.set(key, count)
    observer?.retried(key)
    addAfter(key, Math.max(backoffDelay(count, backoff), rate.take()))
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
    for (const { timer } of timers.values()) clearTimeout(timer)
    timers.clear()
    await Promise.all(running.values())
  }

  return { add, idle, close, [Symbol.asyncDispose]: close }
}
