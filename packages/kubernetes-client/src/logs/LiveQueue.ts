import type { LogItem, SourcedItem } from './logItems.ts'
import { ReorderBuffer } from './ReorderBuffer.ts'

export interface LiveQueueOptions {
  /** How long a line waits for older ones of other sources. */
  windowMs: number
  /** Shortest time between two batches. */
  batchMs: number
  /** Above that, sources wait; a line weighs its characters and a hundred. */
  maxWeight: number
}

const maxBatchWeight = 262_144

/** Where the followed logs of several containers meet: bounded, in order, in batches. */
export class LiveQueue<TSource> {
  readonly #options: LiveQueueOptions
  readonly #buffer = new ReorderBuffer<SourcedItem<TSource>>()
  readonly #sources = new Set<TSource>()
  #roomWaiters: (() => void)[] = []
  #wake: (() => void) | undefined
  #failure: { cause: unknown } | undefined
  #ended = false

  constructor(options: LiveQueueOptions) {
    this.#options = options
  }

  /** Reads a source to its end, never faster than batches are taken. It does not reject: `batches` throws instead. */
  async pump(source: TSource, batches: AsyncIterable<LogItem[]>): Promise<void> {
    this.#sources.add(source)
    try {
      for await (const items of batches) {
        const now = Date.now()
        for (const item of items) {
          const isLine = item.kind === 'line'
          const weight = 100 + (isLine ? item.text.length : 0)
          this.#buffer.add(source, { source, item }, { time: isLine ? item.time : undefined, weight, now })
        }
        this.#wake?.()
        while (this.#isFull() && !this.#ended) {
          await new Promise<void>((resolve) => this.#roomWaiters.push(resolve))
        }
        if (this.#ended) return
      }
    } catch (error) {
      this.#failure ??= { cause: error }
    } finally {
      this.#sources.delete(source)
      this.#buffer.forget(source)
      this.#wake?.()
    }
  }

  /** Batches in order, until {@link end} and everything was taken. @throws what a source threw. */
  async *batches(): AsyncGenerator<SourcedItem<TSource>[], void, undefined> {
    let nextBatchAt = 0
    for (;;) {
      if (this.#failure) throw this.#failure.cause
      const now = Date.now()
      // One source is in order by itself, and a full queue can't wait.
      const isInOrder = this.#sources.size <= 1 || this.#ended
      const windowMs = isInOrder || this.#isFull() ? 0 : this.#options.windowMs
      const due = this.#buffer.dueAt(windowMs)
      if (due === undefined && this.#ended) return
      const readyAt = due === undefined ? Infinity : Math.max(due, nextBatchAt)
      if (readyAt > now) {
        await this.#sleep(readyAt - now)
        continue
      }
      const batch = this.#buffer.take({ windowMs, now, maxWeight: maxBatchWeight })
      nextBatchAt = this.#buffer.weight < maxBatchWeight ? now + this.#options.batchMs : 0
      this.#makeRoom()
      yield batch
    }
  }

  /** No source will be added any more. */
  end(): void {
    this.#ended = true
    this.#makeRoom()
    this.#wake?.()
  }

  #isFull(): boolean {
    return this.#buffer.weight >= this.#options.maxWeight
  }

  #makeRoom() {
    const waiters = this.#roomWaiters
    this.#roomWaiters = []
    for (const resolve of waiters) resolve()
  }

  #sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer)
        this.#wake = undefined
        resolve()
      }
      const timer = milliseconds === Infinity ? undefined : setTimeout(wake, milliseconds)
      this.#wake = wake
    })
  }
}
