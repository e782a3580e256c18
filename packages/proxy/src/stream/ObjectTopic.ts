import type { Problem } from '@catalyst/api'
import {
  compareResourceVersions,
  type CacheChange,
  type SyncStatus,
  type WatchCache,
} from '@catalyst/kubernetes-client'
import { toProblemError } from '../problems/toProblemError.ts'
import type { ProblemError } from '../problems/ProblemError.ts'
import type { CacheLease } from '../ProxyContext.ts'
import { cacheProblem } from './cacheProblem.ts'
import type { RequestedTopic } from './parseTopics.ts'
import type { TopicPosition } from './streamCursor.ts'
import { TopicQueue, type Position, type TopicSnapshot, type WatchedObject } from './TopicQueue.ts'
import type { TopicRights } from './TopicRights.ts'
import { changeInView, inView, viewDifference, viewEpoch, type TopicView } from './topicView.ts'
import { Wakeable } from './Wakeable.ts'

type ObjectCache = WatchCache<WatchedObject>

/** What a topic needs of the stream that it is part of. */
export interface TopicLink {
  /** Says that the topic's queue may owe something now. */
  touch(): void
  problemBody(error: ProblemError): Problem
  signal: AbortSignal
  /** Is told of changes that the client will not see one by one. */
  onMerge?: ((count: number) => void) | undefined
}

/** Where a topic's objects come from. */
export interface TopicSource {
  open(): Promise<CacheLease<WatchedObject>>
  rights: TopicRights
  /** The revision that the cluster is at, asked of it directly. */
  currentRevision(): Promise<string>
}

export interface TopicTimes {
  /** How often the caller's rights are asked again. @default 60_000 */
  recheckMs?: number | undefined
  /** How often a topic that failed is tried again. @default 30_000 */
  retryMs?: number | undefined
  /** How long a cache may take to fill before the topic is told to fail. @default 10_000 */
  readyMs?: number | undefined
}

/** Serves one topic of watched objects to one client: keeps its queue filled until the signal aborts. */
export class ObjectTopic {
  readonly queue: TopicQueue
  readonly #requested: RequestedTopic
  readonly #link: TopicLink
  readonly #times: Required<{ [name in keyof TopicTimes]: number }>
  readonly #wakeable = new Wakeable()
  /** Namespaces with objects that nobody has asked about yet. */
  readonly #unknown = new Set<string>()
  /** Namespaces that were asked about. */
  #known = new Set<string>()
  /** When the caller's rights are to be asked in full again, however many new namespaces come in between. */
  #recheckAt = 0
  #resumed: TopicPosition | undefined
  #view: TopicView
  #cache: ObjectCache | undefined
  #told: string | undefined
  #staleTimer: NodeJS.Timeout | undefined
  /** Changes up to this revision are known to the client, although this process has not seen them yet. */
  #floor: string | undefined

  constructor(
    requested: RequestedTopic,
    link: TopicLink,
    options: { resumed?: TopicPosition | undefined; times?: TopicTimes | undefined } = {},
  ) {
    const { recheckMs = 60_000, retryMs = 30_000, readyMs = 10_000 } = options.times ?? {}
    this.#requested = requested
    this.#link = link
    this.#times = { recheckMs, retryMs, readyMs }
    this.#resumed = options.resumed
    this.#view = { namespaces: new Set(), selector: requested.selector }
    this.queue = new TopicQueue(() => this.#snapshot(), { resumed: options.resumed, onMerge: link.onMerge })
  }

  async run(connect: () => Promise<TopicSource>): Promise<void> {
    const { signal } = this.#link
    while (!signal.aborted) {
      try {
        await this.#serve(await connect())
      } catch (error) {
        if (signal.aborted) return
        const { code } = this.#fail(error)
        // A cluster that comes back is wanted at once; a right or a type that is missing takes a person to mend.
        const { retryMs } = this.#times
        await this.#wakeable.wait(code === 'UPSTREAM_UNAVAILABLE' ? Math.min(retryMs, 5000) : retryMs, signal)
      } finally {
        clearTimeout(this.#staleTimer)
      }
    }
  }

  async #serve(source: TopicSource): Promise<void> {
    const { signal } = this.#link
    await source.rights.visible(() => [])
    using lease = await source.open()
    const { cache } = lease
    using _subscription = { [Symbol.dispose]: cache.subscribe((change) => this.#onChange(change)) }
    this.#cache = undefined
    await this.#untilSynced(cache)
    while (!signal.aborted) {
      const namespaces = await this.#reviewed(source.rights, cache)
      if (signal.aborted) return
      if (!cache.synced) await this.#untilSynced(cache)
      else if (this.#cache === undefined) await this.#begin(cache, namespaces, source)
      else this.#become(namespaces)
      await this.#wakeable.wait(Math.max(0, this.#recheckAt - Date.now()), signal)
      await this.#outlastFailure(cache)
    }
  }

  /** Waits for the cache to fill; past its time the topic fails, and goes on waiting. */
  async #untilSynced(cache: ObjectCache): Promise<void> {
    const { signal } = this.#link
    const late = Date.now() + this.#times.readyMs
    while (!cache.synced && !signal.aborted) {
      const left = late - Date.now()
      if (left <= 0 || cache.state.state === 'failed') {
        this.#fail(cacheProblem(this.#requested.topic.kind, cache.state))
        await this.#wakeable.wait(this.#times.retryMs, signal)
      } else {
        await this.#wakeable.wait(left, signal)
      }
    }
  }

  /** A cache that still holds objects of a kind that can't be watched any more gets a moment before the topic fails. */
  async #outlastFailure(cache: ObjectCache): Promise<void> {
    const { signal } = this.#link
    if (cache.state.state !== 'failed') return
    const late = Date.now() + this.#times.readyMs
    while (cache.state.state === 'failed' && cache.synced && Date.now() < late && !signal.aborted) {
      await this.#wakeable.wait(late - Date.now(), signal)
    }
    while (cache.state.state === 'failed' && !signal.aborted) {
      this.#fail(cacheProblem(this.#requested.topic.kind, cache.state))
      await this.#wakeable.wait(this.#times.retryMs, signal)
    }
  }

  /** What the caller may see now. An API server that does not answer takes no right away: what it last said holds. */
  async #reviewed(rights: TopicRights, cache: ObjectCache): Promise<TopicView['namespaces']> {
    const current = this.#view.namespaces
    const unknown = [...this.#unknown]
    this.#unknown.clear()
    try {
      if (unknown.length > 0 && this.#cache !== undefined && current !== 'all' && Date.now() < this.#recheckAt) {
        unknown.forEach((namespace) => this.#known.add(namespace))
        return new Set([...current, ...(await rights.allowedOf(unknown))])
      }
      this.#recheckAt = Date.now() + this.#times.recheckMs
      if (this.#requested.topic.namespace !== '*') return await rights.visible(() => [])
      const candidates = new Set([...namespacesOf(cache.list()), ...(current === 'all' ? [] : current)])
      const visible = await rights.visible(() => candidates)
      this.#known = candidates
      return visible
    } catch (error) {
      if (this.#cache === undefined || toProblemError(error).code !== 'UPSTREAM_UNAVAILABLE') throw error
      return current
    }
  }

  /** Begins to tell: what the client missed where that is known, else the whole truth. */
  async #begin(cache: ObjectCache, namespaces: TopicView['namespaces'], source: TopicSource): Promise<void> {
    const resumed = this.#resumed
    this.#resumed = undefined
    const plausible = resumed !== undefined && isBehind(cache, resumed) && (await knowsRevision(cache, resumed, source))
    this.#view = { ...this.#view, namespaces }
    this.#cache = cache
    this.#told = undefined
    const ahead = plausible && isBehind(cache, resumed)
    const missed = ahead ? [] : resumed && cache.changesSince(resumed.resourceVersion)
    if (resumed === undefined || missed === undefined || resumed.epoch !== this.#epoch) {
      this.queue.reset()
    } else {
      if (ahead) this.#floor = resumed.resourceVersion
      for (const change of missed) this.#tell(change, { replayed: true })
    }
    if (cache.state.state === 'live') this.#tellSync(cache.state)
    else this.#tellSyncLater()
    this.#link.touch()
  }

  /** Shows another choice of namespaces. */
  #become(namespaces: TopicView['namespaces']): void {
    const before = this.#view
    const after = { ...before, namespaces }
    if (viewEpoch(before.namespaces) === viewEpoch(namespaces)) return
    this.#view = after
    for (const change of viewDifference(this.#cache?.list() ?? [], before, after))
      this.queue.change(change, this.#position())
    this.queue.advance(this.#position())
    this.#link.touch()
  }

  #onChange(change: CacheChange<WatchedObject>): void {
    if (this.#cache === undefined) return this.#wakeable.wake()
    switch (change.type) {
      case 'RESET':
        this.queue.reset()
        break
      case 'SYNC':
        this.#tellSync(change)
        if (change.state === 'failed') this.#wakeable.wake()
        break
      default:
        this.#tell(change)
        if (this.#view.namespaces !== 'all') this.#askAbout(change.object.metadata.namespace)
    }
    if (this.queue.pending) this.#link.touch()
  }

  #tell(
    change: Exclude<CacheChange<WatchedObject>, { type: 'RESET' | 'SYNC' }>,
    options?: { replayed: boolean },
  ): void {
    if (this.#floor !== undefined && (compareResourceVersions(change.resourceVersion, this.#floor) ?? 1) <= 0) return
    const position = { resourceVersion: change.resourceVersion, epoch: this.#epoch }
    const shown = changeInView(this.#view, change)
    if (shown) this.queue.change(shown, position, options)
    else this.queue.advance(position)
  }

  #askAbout(namespace = ''): void {
    if (this.#requested.topic.namespace !== '*' || this.#known.has(namespace)) return
    this.#unknown.add(namespace)
    this.#wakeable.wake()
  }

  /** Between its list and its watch a cache is not live for a moment, which is nothing to alarm anybody with. */
  #tellSyncLater(): void {
    clearTimeout(this.#staleTimer)
    this.#staleTimer = setTimeout(() => {
      if (this.#cache) this.#tellSync(this.#cache.state)
      this.#link.touch()
    }, 3000)
  }

  #tellSync(status: SyncStatus): void {
    clearTimeout(this.#staleTimer)
    const since = status.since.toISOString()
    if (status.state === 'live') return this.queue.sync({ state: 'live', since })
    // The problem's words, since those of the client package name the address of the API server.
    const { message: reason } = cacheProblem(this.#requested.topic.kind, status)
    this.queue.sync({ state: 'stale', since, reason })
  }

  /** Tells a failure, once as long as it stays the same. */
  #fail(error: unknown): ProblemError {
    this.#cache = undefined
    this.#resumed = undefined
    const problem = toProblemError(error)
    const words = `${problem.code} ${problem.message}`
    if (words !== this.#told) {
      this.#told = words
      this.queue.fail(this.#link.problemBody(problem))
      this.#link.touch()
    }
    return problem
  }

  #snapshot(): TopicSnapshot {
    this.#floor = undefined
    const { namespace } = this.#requested.topic
    const objects = this.#cache?.list(namespace === '*' ? {} : { namespace }) ?? []
    // Whoever sees everything gets the cache's own list, which then is written once for all of them.
    const { namespaces, selector } = this.#view
    const isAll = selector.length === 0 && (namespaces === 'all' || (namespace !== '*' && namespaces.has(namespace)))
    const items = isAll ? objects : objects.filter((object) => inView(this.#view, object))
    return { items, position: this.#position() }
  }

  get #epoch(): string {
    return this.#requested.topic.namespace === '*' ? viewEpoch(this.#view.namespaces) : ''
  }

  #position(): Position {
    return { resourceVersion: this.#cache?.resourceVersion ?? '', epoch: this.#epoch }
  }
}

function namespacesOf(objects: readonly WatchedObject[]): Set<string> {
  return new Set(objects.map(({ metadata }) => metadata.namespace ?? ''))
}

function isBehind(cache: ObjectCache, { resourceVersion }: TopicPosition): boolean {
  return (compareResourceVersions(cache.resourceVersion ?? '', resourceVersion) ?? 0) < 0
}

/**
 * Whether this cluster has come to where the client is, although the cache has not: another process served the client,
 * and its watch was further on. A cluster that is itself behind the client is not the one that it saw.
 */
async function knowsRevision(cache: ObjectCache, resumed: TopicPosition, source: TopicSource): Promise<boolean> {
  if (await cache.waitFor(resumed.resourceVersion, { timeoutMs: 500 })) return true
  // Without an answer the whole truth, as far as it is known, is the safe one.
  const current = await source.currentRevision().catch(() => '')
  return (compareResourceVersions(current, resumed.resourceVersion) ?? -1) >= 0
}
