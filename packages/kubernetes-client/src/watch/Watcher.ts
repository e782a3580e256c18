import type { ClusterAccess } from '../config/ClusterAccess.ts'
import { isGone } from '../errors/guards.ts'
import { WatchError } from '../errors/WatchError.ts'
import type { Impersonation } from '../http/Impersonation.ts'
import { requestStream } from '../http/requestStream.ts'
import { resourcePath } from '../http/resourcePath.ts'
import { createBackoff, type BackoffOptions } from '../internals/createBackoff.ts'
import { sleep } from '../internals/sleep.ts'
import type { ResourceDefinition } from '../resources/ResourceDefinition.ts'
import { describeFailure } from './describeFailure.ts'
import { listAll } from './listAll.ts'
import type { WatchLine } from './parseWatchLine.ts'
import { readWatch } from './readWatch.ts'
import { SyncTracker, type WatcherHealth } from './SyncTracker.ts'
import type { WatchableObject, WatchEvent } from './watchTypes.ts'

export interface WatcherOptions {
  /** @default every namespace */
  namespace?: string | undefined
  labelSelector?: string | undefined
  fieldSelector?: string | undefined
  /** Begin after this position, without a list. @default list first, and give a SNAPSHOT */
  resourceVersion?: string | undefined
  impersonate?: Impersonation | undefined
  /** Ends every iteration. */
  signal?: AbortSignal | undefined
  /** Delays between attempts to reconnect. @default 100 ms growing to 30 s, full jitter */
  backoff?: BackoffOptions | undefined
  /** A connection silent for longer is cut and resumed; bookmarks come about every minute. @default 90_000 */
  idleMs?: number | undefined
  /** After how long the API server is asked to end a connection; a number in between is drawn each time. @default [300, 600] */
  timeoutSeconds?: readonly [number, number] | undefined
  /** How long the API server may take to answer. @default 30_000 */
  connectTimeoutMs?: number | undefined
  /** How long a lost connection may take to return before `stale` is told. @default 3000 */
  staleAfterMs?: number | undefined
  /** Longest delay between attempts after an answer such as 403 or 404. @default 30_000 */
  failureRetryMs?: number | undefined
  /** Objects in one page of a list. @default 500 */
  pageSize?: number | undefined
}

/** Options of a {@link Watcher} that depend on its kind. */
export interface TypedWatcherOptions<T> extends WatcherOptions {
  /**
   * What the reader already holds under the name of an object. Where a list brings the same version of it, the held one is
   * given again, so that a relist never has everything in memory twice.
   */
  held?: ((object: T) => T | undefined) | undefined
}

/** What is watched, and as whom. */
export interface WatchScope<T> extends Pick<
  WatcherOptions,
  'namespace' | 'labelSelector' | 'fieldSelector' | 'impersonate'
> {
  kubeConfig: ClusterAccess
  resource: ResourceDefinition<T, unknown>
}

/** A connection that lasted so long was healthy, and the next one may be tried at once. */
const healthyMs = 5_000

/**
 * List and watch that never gives up: pages through a list, follows it with bookmarks, resumes at the last resourceVersion
 * after a lost, ended or silent connection, and lists again when that position has expired (410). Iterating starts it;
 * leaving the loop or aborting the signal ends it, and neither throws. It starts while the API server is down, too.
 *
 * A SNAPSHOT is the whole truth and replaces what came before; SYNC says whether that truth is still current.
 */
export class Watcher<T extends WatchableObject> implements AsyncIterable<WatchEvent<T>> {
  readonly #scope: WatchScope<T>
  readonly #options: TypedWatcherOptions<T>
  readonly #sync = new SyncTracker()

  constructor(scope: WatchScope<T>, options: TypedWatcherOptions<T> = {}) {
    this.#scope = scope
    this.#options = options
  }

  /** How the watch is doing; of all iterations together, of which there usually is one. */
  health(): WatcherHealth {
    return this.#sync.health()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<WatchEvent<T>, void, undefined> {
    for await (const events of this.batches()) yield* events
  }

  /** The same events, those together that came together: for whoever takes a great many. */
  async *batches(): AsyncGenerator<WatchEvent<T>[], void, undefined> {
    const controller = new AbortController()
    const abort = () => controller.abort()
    const outer = this.#options.signal
    if (outer?.aborted) return
    outer?.addEventListener('abort', abort, { once: true })
    try {
      yield* this.#follow(controller.signal)
    } catch (error) {
      if (!controller.signal.aborted) throw error
    } finally {
      outer?.removeEventListener('abort', abort)
      controller.abort()
    }
  }

  async *#follow(signal: AbortSignal): AsyncGenerator<WatchEvent<T>[], void, undefined> {
    const { failureRetryMs = 30_000, resourceVersion: first } = this.#options
    const backoff = createBackoff(this.#options.backoff)
    const failureBackoff = createBackoff({ ...this.#options.backoff, initialMs: 1000, maxMs: failureRetryMs })
    const sync = this.#sync
    sync.begin()
    let position = first
    let expired = false
    while (!signal.aborted) {
      let openedAt: number | undefined
      let waitMs = 0
      try {
        position ??= yield* this.#list(signal)
        const body = yield* this.#patiently(this.#open(position, signal))
        openedAt = Date.now()
        sync.connected()
        yield* sync.become({ state: 'live' })
        for await (const lines of readWatch<T>(body, this.#options.idleMs ?? 90_000)) {
          sync.touch()
          const { events, position: reached, failure } = readEvents(lines)
          position = reached ?? position
          if (events.length > 0) yield events
          if (failure) throw failure
        }
        sync.lose('The API server ended the watch.')
      } catch (error) {
        if (signal.aborted) return
        const isExpired = isGone(error)
        // The API server is back and answers, and what was told is not true: the list does not wait as long as the outage made it. One
        // that lets every position expire is not asked without end.
        if (isExpired && !expired) backoff.reset()
        if (isExpired) position = undefined
        expired = isExpired
        const failure = describeFailure(error)
        waitMs = failure.retryAfterMs
        sync.lose(failure.reason, failure.error)
        // A connection that was live gets a moment to return before anybody is told, unless it is told that it can't.
        if (openedAt === undefined || failure.state === 'failed') yield* sync.become(failure)
        if (failure.state === 'failed') {
          // Whoever may list but not watch gets a list at every attempt.
          position = undefined
          await sleep(failureBackoff.next(), signal)
          continue
        }
      }
      failureBackoff.reset()
      if (openedAt !== undefined && Date.now() - openedAt >= healthyMs) backoff.reset()
      yield* this.#patiently(sleep(Math.max(backoff.next(), waitMs), signal))
    }
  }

  /** Apart from the loop, which would hold what was listed for as long as the connection after it lasts. */
  async *#list(signal: AbortSignal): AsyncGenerator<WatchEvent<T>[], string, undefined> {
    const { pageSize = 500, connectTimeoutMs = 30_000, held } = this.#options
    const options = { pageSize, timeoutMs: connectTimeoutMs * 2, signal, held }
    const list = yield* this.#patiently(listAll(this.#scope, options))
    this.#sync.listed()
    yield [{ type: 'SNAPSHOT', ...list }]
    return list.resourceVersion
  }

  async #open(resourceVersion: string, signal: AbortSignal) {
    const { kubeConfig, resource, namespace, labelSelector, fieldSelector, impersonate } = this.#scope
    const { timeoutSeconds: [least, most] = [300, 600], connectTimeoutMs = 30_000 } = this.#options
    const random = this.#options.backoff?.random ?? Math.random
    const response = await requestStream(kubeConfig, resourcePath(resource, { namespace }), {
      query: {
        watch: true,
        allowWatchBookmarks: true,
        resourceVersion,
        labelSelector,
        fieldSelector,
        timeoutSeconds: Math.round(least + random() * (most - least)),
      },
      impersonate,
      timeoutMs: connectTimeoutMs,
      signal,
      throttleRetries: 0,
    })
    return response.body
  }

  /** Waits for an attempt, or for its time, and tells that the data is stale when it takes long since the loss. */
  async *#patiently<TResult>(attempt: Promise<TResult>): AsyncGenerator<WatchEvent<T>[], TResult, undefined> {
    const sync = this.#sync
    const settled = new AbortController()
    const finish = () => settled.abort()
    attempt.then(finish, finish)
    await sleep(Math.max(0, (this.#options.staleAfterMs ?? 3000) - sync.lostForMs), settled.signal)
    if (!settled.signal.aborted) yield* sync.become({ state: 'stale', reason: sync.lossReason })
    return attempt
  }
}

/** What lines of a watch tell, up to the first that ends it. */
function readEvents<T>(lines: readonly WatchLine<T>[]) {
  const events: WatchEvent<T>[] = []
  let position: string | undefined
  for (const line of lines) {
    if (line.kind === 'expired') {
      return { events, position, failure: new WatchError(line.message, { status: 410, reason: 'Expired' }) }
    }
    if (line.kind === 'error') return { events, position, failure: new WatchError(line.message, line) }
    position = line.resourceVersion ?? position
    if (line.kind === 'bookmark') events.push({ type: 'BOOKMARK', resourceVersion: line.resourceVersion })
    else events.push({ type: line.type, object: line.object })
  }
  return { events, position, failure: undefined }
}
