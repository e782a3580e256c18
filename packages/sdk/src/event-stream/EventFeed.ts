import { isCatalystError } from '../errors/CatalystError.ts'
import { describeError } from '../errors/describeError.ts'
import { backoffDelay } from '../internals/backoffDelay.ts'
import type { PageActivity } from '../internals/PageActivity.ts'
import type { HttpClient } from '../request/HttpClient.ts'
import type { ServerEvent } from './createEventParser.ts'
import { type EventRequest, readEvents } from './readEvents.ts'
import { defaultTimings, type StreamTimings } from './StreamTimings.ts'
import { Wait } from '../internals/Wait.ts'

export interface EventFeedOptions {
  http: HttpClient
  activity: PageActivity
  /** Ends the feed. */
  signal: AbortSignal
  /** The next request; its cursor is the caller's to keep. */
  request: () => EventRequest
  /** Errors after which no retry can help; they are thrown. Default: none. */
  isFinal?: ((error: unknown) => boolean) | undefined
  /** Whether an answer that ended by itself was the last. Default: it never is. */
  isEnd?: (() => boolean) | undefined
  timings?: Partial<StreamTimings> | undefined
}

export type FeedStep =
  | { type: 'connecting' }
  | { type: 'open' }
  | { type: 'events'; events: ServerEvent[] }
  | { type: 'lost'; error: unknown; reason: string; retryAt: Date }
  /** The page is hidden; the feed goes on when it is shown. */
  | { type: 'suspended' }

type Interruption = { type: 'reopen' } | { type: 'suspend' } | { type: 'fail'; reason: string }

/**
 * Events from the proxy through every loss of the connection: reconnects with backoff and jitter, at once when the network comes
 * back, and pauses while nobody looks. What is read is pulled, so a slow reader slows the server down.
 */
export class EventFeed {
  readonly #options: EventFeedOptions
  readonly #timings: StreamTimings
  readonly #wait = new Wait()
  #attempt: AbortController | undefined
  #interruption: Interruption | undefined
  #heardAt = 0

  constructor(options: EventFeedOptions) {
    this.#options = options
    this.#timings = { ...defaultTimings, ...options.timings }
  }

  /** Ends the connection without fault and begins the next at once, with a request asked for anew. */
  reopen(): void {
    this.#interrupt({ type: 'reopen' })
  }

  /** Gives the connection up as broken, because what it said makes no sense. */
  fail(reason: string): void {
    this.#interrupt({ type: 'fail', reason })
  }

  /** Ends a wait for the next attempt. */
  retryNow(): void {
    this.#wait.wake()
  }

  async *steps(): AsyncGenerator<FeedStep, void> {
    const { activity, signal } = this.#options
    const unsubscribe = activity.subscribe((event) => this.#onActivity(event))
    const abort = () => {
      this.#attempt?.abort(signal.reason)
      this.#wait.wake()
    }
    signal.addEventListener('abort', abort)
    let failures = 0
    try {
      while (!signal.aborted) {
        if (activity.suspended) {
          yield { type: 'suspended' }
          if (activity.suspended) await this.#wait.for(Number.POSITIVE_INFINITY)
          continue
        }
        yield { type: 'connecting' }
        const loss = yield* this.#connect()
        if (loss === undefined) return
        if (loss.interruption === 'reopen' || loss.interruption === 'suspend') continue
        failures = loss.settled ? 0 : failures
        const delay = this.#delayAfter(loss, failures)
        failures += 1
        yield { type: 'lost', error: loss.error, reason: loss.reason, retryAt: new Date(Date.now() + delay) }
        await this.#wait.for(delay)
      }
    } finally {
      signal.removeEventListener('abort', abort)
      unsubscribe()
      this.#attempt?.abort()
    }
  }

  /** One connection from request to loss; `undefined` when it was the last. */
  async *#connect(): AsyncGenerator<FeedStep, Loss | undefined> {
    const { http, signal, isFinal, isEnd } = this.#options
    const attempt = new AbortController()
    this.#attempt = attempt
    this.#interruption = undefined
    const request = this.#options.request()
    let openedAt = Number.POSITIVE_INFINITY
    let retry: number | undefined
    let error: Error | undefined
    try {
      const steps = readEvents(request, { http, signal: attempt.signal, idleTimeout: this.#timings.idleTimeout })
      for await (const step of steps) {
        this.#heardAt = Date.now()
        if (step.type === 'open') {
          openedAt = Date.now()
          yield step
        } else {
          retry = step.retry
          if (step.events.length > 0) yield { type: 'events', events: step.events }
        }
        if (attempt.signal.aborted) break
      }
      if (!attempt.signal.aborted && isEnd?.()) return undefined
    } catch (caught) {
      error = caught instanceof Error ? caught : new Error('The connection failed.', { cause: caught })
    } finally {
      attempt.abort()
    }
    if (signal.aborted) return undefined
    this.#wait.reset()
    const interruption = this.#interruption as Interruption | undefined
    if (interruption === undefined && error !== undefined && isFinal?.(error)) throw error
    return {
      interruption: interruption?.type,
      error,
      retry,
      withCursor: request.lastEventId !== undefined,
      settled: Date.now() - openedAt >= this.#timings.settled,
      reason:
        interruption?.type === 'fail'
          ? interruption.reason
          : error === undefined
            ? 'The Catalyst proxy ended the stream.'
            : describeError(error),
    }
  }

  #delayAfter({ error, retry, withCursor }: Loss, failures: number): number {
    const { minimumDelay, maximumDelay } = this.#timings
    const minimum = Math.min(Math.max(retry ?? 0, minimumDelay), maximumDelay)
    const delay = backoffDelay(failures, { minimum, maximum: maximumDelay })
    if (!isCatalystError(error)) return delay
    const asked = (error.retryAfterSeconds ?? 0) * 1000
    // A cursor that is not accepted is the next request's to leave out; any other refusal won't pass by itself soon.
    if (withCursor && (error.code === 'INVALID_INPUT' || error.code === 'GONE')) return delay
    return isRefusal(error.status) ? Math.max(asked, maximumDelay) : Math.max(asked, delay)
  }

  #onActivity(event: 'suspend' | 'resume' | 'online'): void {
    if (event === 'suspend') return this.#interrupt({ type: 'suspend' })
    this.#wait.wake()
    // After a sleep a dead connection looks alive: one that has been silent past the proxy's comments is not worth waiting for.
    if (Date.now() - this.#heardAt > this.#timings.idleTimeout / 2) this.#interrupt({ type: 'reopen' })
  }

  #interrupt(interruption: Interruption): void {
    this.#interruption = interruption
    this.#attempt?.abort()
    // What makes no sense now may make none in a moment: that waits its turn.
    if (interruption.type !== 'fail') this.#wait.wake()
  }
}

interface Loss {
  interruption: Interruption['type'] | undefined
  error: Error | undefined
  reason: string
  retry: number | undefined
  withCursor: boolean
  settled: boolean
}

/** Whether a status says no to the request itself, rather than not now. */
export function isRefusal(status: number): boolean {
  return status >= 400 && status < 500 && status !== 408 && status !== 429
}
