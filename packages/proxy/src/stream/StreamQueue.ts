import type { StreamEvent } from '@catalyst/api'
import { encodeStreamCursor, topicKey, type TopicPosition } from './streamCursor.ts'
import type { TopicQueue, TopicStep } from './TopicQueue.ts'

/** What one client is owed over all its topics, and the cursor of each event. Topics take turns. */
export class StreamQueue {
  readonly #topics = new Map<string, { key: string; queue: TopicQueue }>()
  /** Topics that may owe something, in the order of their turns. */
  readonly #turns = new Set<string>()
  #wake: (() => void) | undefined
  /** Is called when something may be owed, or the end has come. */
  onTouch: (() => void) | undefined
  #ended = false

  add(topic: string, queue: TopicQueue): void {
    this.#topics.set(topic, { key: topicKey(topic), queue })
    this.touch(topic)
  }

  /** Says that a topic may owe something now. */
  touch(topic: string): void {
    this.#turns.add(topic)
    this.#wake?.()
    this.onTouch?.()
  }

  /** Ends the stream once everything owed was taken. */
  end(): void {
    this.#ended = true
    this.#wake?.()
    this.onTouch?.()
  }

  /** Whether nothing comes after what is owed. */
  get ended(): boolean {
    return this.#ended
  }

  take(): StreamEvent | undefined {
    for (const topic of this.#turns) {
      this.#turns.delete(topic)
      const queue = this.#topics.get(topic)?.queue
      const step = queue?.take()
      if (queue === undefined || step === undefined) continue
      if (queue.pending) this.#turns.add(topic)
      return toEvent(topic, step, this.cursor())
    }
    return undefined
  }

  /** The cursor to resume at after everything that was taken. */
  cursor(): string {
    const positions: [string, TopicPosition][] = []
    for (const { key, queue } of this.#topics.values()) {
      const settled = queue.settled
      if (settled) positions.push([key, settled])
    }
    return encodeStreamCursor(positions)
  }

  /** Every event as it becomes due, until the end or the signal. */
  async *events(signal: AbortSignal): AsyncGenerator<StreamEvent, void, undefined> {
    const onAbort = () => this.#wake?.()
    signal.addEventListener('abort', onAbort)
    try {
      while (!signal.aborted) {
        const event = this.take()
        if (event) yield event
        else if (this.#ended) return
        else await this.#touched(signal)
      }
    } finally {
      signal.removeEventListener('abort', onAbort)
    }
  }

  #touched(signal: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#wake = resolve
    if (signal.aborted || this.#ended || this.#turns.size > 0) resolve()
    return promise
  }
}

function toEvent(topic: string, step: TopicStep, id: string): StreamEvent {
  switch (step.event) {
    case 'snapshot': {
      // An object is passed on as Kubernetes gave it: any JSON.
      const items = step.items as unknown as Record<string, unknown>[]
      return { event: 'snapshot', id, data: { topic, items, resourceVersion: step.resourceVersion } }
    }
    case 'change': {
      const { type, object } = step.change
      return { event: 'change', id, data: { topic, type, object: object as unknown as Record<string, unknown> } }
    }
    case 'sync':
      return { event: 'sync', id, data: { topic, ...step.sync } }
    case 'failure':
      return { event: 'failure', id, data: { topic, problem: step.problem } }
  }
}
