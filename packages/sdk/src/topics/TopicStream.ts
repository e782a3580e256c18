import { formatTopic, type Topic } from '@catalyst/api/topics'
import { type CatalystError, isCatalystError } from '../errors/CatalystError.ts'
import { EventFeed, type FeedStep, isRefusal } from '../event-stream/EventFeed.ts'
import type { ServerEvent } from '../event-stream/createEventParser.ts'
import type { StreamTimings } from '../event-stream/StreamTimings.ts'
import { Listeners } from '../internals/Listeners.ts'
import type { PageActivity } from '../internals/PageActivity.ts'
import type { HttpClient } from '../request/HttpClient.ts'
import type { Connection, ConnectionState } from './Connection.ts'
import { parseTopicEvent } from './parseTopicEvent.ts'
import { streamRequest } from './streamRequest.ts'
import { TopicModel } from './TopicModel.ts'
import { initialTopicState, type TopicState } from './TopicState.ts'

export interface TopicStreamOptions {
  http: HttpClient
  activity: PageActivity
  timings?: Partial<StreamTimings> | undefined
  pace?: Partial<TopicPace> | undefined
}

/** Durations in milliseconds. */
interface TopicPace {
  /** For how long new topics are gathered before the stream is opened again with them. */
  gather: number
  /** For how long a topic outlives its last reader, so that going back and forth costs nothing. */
  linger: number
  /** At most one new view per so long; longer where there are many objects. */
  commit: number
}

/** So many objects delay the next view by a millisecond: 250 ms between views of 5,000. */
const objectsPerMs = 25
/** However many there are, somebody is looking. */
const longestPace = 500

const defaultPace: TopicPace = { gather: 20, linger: 5_000, commit: 50 }

interface Entry {
  readonly model: TopicModel
  readonly listeners: Listeners<TopicState>
  state: TopicState
  /** Whether it has heard what it missed in the last loss of the connection. */
  caughtUp: boolean
  lingering: ReturnType<typeof setTimeout> | undefined
}

/** All topics of a client over one event stream, opened by the first reader and closed after the last. */
export class TopicStream implements Connection {
  readonly #options: TopicStreamOptions
  readonly #pace: TopicPace
  readonly #entries = new Map<string, Entry>()
  readonly #connectionListeners = new Listeners<ConnectionState>()
  #connection: ConnectionState = { state: 'idle', since: new Date() }
  #refusal: CatalystError | undefined
  #running: { feed: EventFeed; controller: AbortController } | undefined
  #cursor: string | undefined
  /** Topics whose objects were dropped but whose position the cursor may still hold. */
  #forgotten = new Set<string>()
  #streamed = new Set<string>()
  #gathering: ReturnType<typeof setTimeout> | undefined
  #committing: ReturnType<typeof setTimeout> | undefined
  #committedAt = 0

  constructor(options: TopicStreamOptions) {
    this.#options = options
    this.#pace = { ...defaultPace, ...options.pace }
  }

  watch(topic: Topic, listener: (state: TopicState) => void): () => void {
    const key = formatTopic(topic)
    const entry = this.#entries.get(key) ?? this.#add(key)
    clearTimeout(entry.lingering)
    const remove = entry.listeners.add(listener)
    return () => {
      remove()
      if (entry.listeners.size > 0 || this.#entries.get(key) !== entry) return
      clearTimeout(entry.lingering)
      entry.lingering = setTimeout(() => this.#drop(key), this.#pace.linger)
    }
  }

  state(topic: Topic): TopicState {
    return this.#entries.get(formatTopic(topic))?.state ?? initialTopicState
  }

  get(): ConnectionState {
    return this.#connection
  }

  subscribe(listener: (state: ConnectionState) => void): () => void {
    return this.#connectionListeners.add(listener)
  }

  retry(): void {
    this.#running?.feed.retryNow()
  }

  close(): void {
    for (const entry of this.#entries.values()) clearTimeout(entry.lingering)
    this.#entries.clear()
    this.#stop()
  }

  #add(key: string): Entry {
    const model = new TopicModel()
    const state = initialTopicState
    const entry: Entry = { model, listeners: new Listeners(), state, caughtUp: false, lingering: undefined }
    this.#entries.set(key, entry)
    this.#gather()
    return entry
  }

  #drop(key: string): void {
    this.#entries.delete(key)
    this.#forgotten.add(key)
    if (this.#entries.size === 0) this.#stop()
    else this.#gather()
  }

  #gather(): void {
    this.#gathering ??= setTimeout(() => {
      this.#gathering = undefined
      const same =
        this.#entries.size === this.#streamed.size && [...this.#entries.keys()].every((key) => this.#streamed.has(key))
      if (this.#running === undefined) this.#start()
      else if (!same) this.#running.feed.reopen()
    }, this.#pace.gather)
  }

  #start(): void {
    const { http, activity, timings } = this.#options
    const controller = new AbortController()
    const request = () => this.#request()
    const feed = new EventFeed({ http, activity, timings, signal: controller.signal, request })
    this.#running = { feed, controller }
    void this.#run(feed)
  }

  #stop(): void {
    clearTimeout(this.#gathering)
    clearTimeout(this.#committing)
    this.#gathering = undefined
    this.#committing = undefined
    this.#running?.controller.abort()
    this.#running = undefined
    this.#cursor = undefined
    this.#refusal = undefined
    this.#forgotten.clear()
    this.#streamed.clear()
    this.#setConnection({ state: 'idle', since: new Date() })
  }

  #request() {
    this.#streamed = new Set(this.#entries.keys())
    if ([...this.#streamed].some((key) => this.#forgotten.has(key))) this.#forgetCursor()
    return streamRequest([...this.#streamed], this.#cursor)
  }

  async #run(feed: EventFeed): Promise<void> {
    for await (const step of feed.steps()) {
      if (this.#running?.feed !== feed) return
      this.#take(step, feed)
    }
  }

  #take(step: FeedStep, feed: EventFeed): void {
    switch (step.type) {
      case 'connecting':
        if (this.#connection.state === 'idle') this.#setConnection({ state: 'connecting', since: new Date() })
        else if (this.#connection.retryAt !== undefined)
          this.#setConnection({ ...this.#connection, retryAt: undefined })
        return
      case 'open':
        this.#refusal = undefined
        this.#settle()
        this.#scheduleCommit()
        return
      case 'events':
        // What comes after an event that made no sense can't be trusted either.
        if (step.events.every((event) => this.#apply(event, feed))) this.#settle()
        this.#scheduleCommit()
        return
      case 'lost':
        this.#lose(step)
        return
      case 'suspended':
        this.#setStale({ reason: 'Paused while this page was hidden.' })
        return
    }
  }

  /** The connection is live again when every topic is that shows something: until then it shows what was. */
  #settle(): void {
    const waits = [...this.#entries.values()].some(({ state, caughtUp }) => state.loaded && !caughtUp)
    if (this.#connection.state !== 'live' && !waits) this.#setConnection({ state: 'live', since: new Date() })
  }

  #lose({ error, reason, retryAt }: Extract<FeedStep, { type: 'lost' }>): void {
    if (isCatalystError(error)) {
      if (error.code === 'INVALID_INPUT' || error.code === 'GONE') this.#forgetCursor()
      this.#refusal = isRefusal(error.status) ? error : undefined
    }
    this.#setStale({ reason, retryAt })
  }

  #apply(event: ServerEvent, feed: EventFeed): boolean {
    try {
      const parsed = parseTopicEvent(event)
      if (parsed?.event === 'failure' && parsed.data.problem.code === 'UNAUTHORIZED') {
        // The sign-in under which this connection was opened; the browser may hold a newer one, as the next will show.
        feed.fail('The sign-in of this connection has ended.')
        return false
      }
      const entry = parsed && this.#entries.get(parsed.data.topic)
      if (parsed !== undefined && entry?.model.apply(parsed) === false) {
        throw new Error('The stream sent a change before its snapshot.')
      }
      // Changes are what was missed; each of the others says how the topic is now.
      if (entry !== undefined && parsed?.event !== 'change') entry.caughtUp = true
    } catch (error) {
      this.#forgetCursor()
      feed.fail(error instanceof Error ? error.message : 'The stream made no sense.')
      return false
    }
    if (event.id === '' || event.id === this.#cursor) return true
    this.#cursor = event.id
    // A cursor that came over this connection is about the topics of this connection alone.
    for (const key of this.#forgotten) if (!this.#streamed.has(key)) this.#forgotten.delete(key)
    return true
  }

  #forgetCursor(): void {
    this.#cursor = undefined
    this.#forgotten.clear()
  }

  #setStale(details: { reason: string; retryAt?: Date | undefined }): void {
    for (const entry of this.#entries.values()) entry.caughtUp = false
    const since = this.#connection.state === 'stale' ? this.#connection.since : new Date()
    this.#setConnection({ state: 'stale', since, ...details })
  }

  #setConnection(connection: ConnectionState): void {
    this.#connection = connection
    this.#commit()
    this.#connectionListeners.tell(connection)
  }

  #scheduleCommit(): void {
    const wait = this.#committedAt + this.#commitPace() - Date.now()
    // What took long to read takes long to show: between the two the page may do something else.
    if (wait <= 0 && this.#commitPace() < 2 * this.#pace.commit) this.#commit()
    else this.#committing ??= setTimeout(() => this.#commit(), wait)
  }

  /** A view of many objects costs whoever shows it more than one of a few. */
  #commitPace(): number {
    let objects = 0
    for (const { state } of this.#entries.values()) objects += state.items.length
    return Math.min(this.#pace.commit + objects / objectsPerMs, longestPace)
  }

  #commit(): void {
    clearTimeout(this.#committing)
    this.#committing = undefined
    this.#committedAt = Date.now()
    const { since, reason } = this.#connection
    for (const entry of [...this.#entries.values()]) {
      // A deliberate change of topics keeps `live`: nothing is known to be lost.
      const view = entry.model.view({ live: entry.caughtUp, since, reason, problem: this.#refusal?.problem })
      if (view === entry.state) continue
      entry.state = view
      entry.listeners.tell(view)
    }
  }
}
