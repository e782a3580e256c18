import type { Topic } from '@catalyst/api/topics'
import { Listeners } from '../internals/Listeners.ts'
import type { Connection, ConnectionState } from './Connection.ts'
import { initialTopicState, type TopicState } from './TopicState.ts'
import type { TopicStream } from './TopicStream.ts'

interface Reader {
  topic: Topic
  listener: (state: TopicState) => void
  stop?: (() => void) | undefined
}

const retryAfterMs = 5_000

/**
 * The topics of a client. What reads the event stream is loaded with the first reader: a page gets its first data by requests, and
 * one that watches nothing never needs it.
 */
export class LazyTopics implements Connection {
  readonly #load: () => Promise<TopicStream>
  readonly #readers = new Set<Reader>()
  readonly #connectionListeners = new Listeners<ConnectionState>()
  #stream: TopicStream | undefined
  #isLoading = false
  #retrying: ReturnType<typeof setTimeout> | undefined
  #state: ConnectionState = { state: 'idle', since: new Date() }

  constructor(load: () => Promise<TopicStream>) {
    this.#load = load
  }

  watch(topic: Topic, listener: (state: TopicState) => void): () => void {
    if (this.#stream !== undefined) return this.#stream.watch(topic, listener)
    const reader: Reader = { topic, listener }
    this.#readers.add(reader)
    void this.#begin()
    return () => {
      reader.stop?.()
      this.#readers.delete(reader)
      if (this.#stream === undefined && this.#readers.size === 0) this.close()
    }
  }

  state(topic: Topic): TopicState {
    return this.#stream?.state(topic) ?? initialTopicState
  }

  get(): ConnectionState {
    return this.#stream?.get() ?? this.#state
  }

  subscribe(listener: (state: ConnectionState) => void): () => void {
    return this.#connectionListeners.add(listener)
  }

  retry(): void {
    if (this.#stream !== undefined) this.#stream.retry()
    else if (this.#readers.size > 0) void this.#begin()
  }

  close(): void {
    clearTimeout(this.#retrying)
    this.#readers.clear()
    if (this.#stream !== undefined) this.#stream.close()
    else if (this.#state.state !== 'idle') this.#set({ state: 'idle', since: new Date() })
  }

  async #begin(): Promise<void> {
    if (this.#isLoading) return
    this.#isLoading = true
    clearTimeout(this.#retrying)
    try {
      const stream = await this.#load()
      this.#stream = stream
      stream.subscribe((state) => this.#connectionListeners.tell(state))
      for (const reader of this.#readers) reader.stop = stream.watch(reader.topic, reader.listener)
    } catch {
      this.#fail()
    } finally {
      this.#isLoading = false
    }
  }

  #fail(): void {
    if (this.#readers.size === 0) return
    const since = this.#state.state === 'stale' ? this.#state.since : new Date()
    const reason = 'A part of this page could not be loaded: the one that follows changes.'
    this.#retrying = setTimeout(() => void this.#begin(), retryAfterMs)
    this.#set({ state: 'stale', since, reason, retryAt: new Date(Date.now() + retryAfterMs) })
  }

  #set(state: ConnectionState): void {
    this.#state = state
    this.#connectionListeners.tell(state)
  }
}
