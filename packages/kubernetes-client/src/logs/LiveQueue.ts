import type { LogItem } from './logItems.ts'
import { ReorderBuffer } from './ReorderBuffer.ts'

export interface SourcedItem {
  source: string
  item: LogItem
}

export interface LiveQueueOptions {
  /** How long a line waits for older ones of other sources. */
  windowMs: number
  /** Shortest time between two batches. */
  batchMs: number
  /** Above that, sources wait. */
  maxItems: number
}

const maxBatch = 1000

/** Where the followed logs of several containers meet: bounded, in order, in batches. */
export class LiveQueue {
  readonly #options: LiveQueueOptions
  readonly #buffer = new ReorderBuffer<SourcedItem>()
  readonly #sources = new Set<string>()
  readonly #roomWaiters: (() => void)[] = []
  #wake: (() => void) | undefined
  #error: { cause: unknown } | undefined
  #ended = false

  constructor(options: LiveQueueOptions) {
    this.#options = options
  }

  get sources(): number {
    return this.#sources.size
  }

  /** Reads a source to its end, never faster than batches are taken. */
  async pump(source: string, batches: AsyncIterable<LogItem[]>): Promise<void> {
    this.#sources.add(source)
    try {
      for await (const items of batches) {
        const now = Date.now()
        for (const item of items) {
          this.#buffer.add(source, { source, item }, { time: item.kind === 'line' ? item.time : undefined, now })
        }
        this.#wake?.()
        while (this.#buffer.size >= this.#options.maxItems && !this.#ended) {
          await new Promise<void>((resolve) => this.#roomWaiters.push(resolve))
        }
        if (this.#ended) return
      }
    } catch (error) {
      this.#error ??= { cause: error }
    } finally {
      this.#sources.delete(source)
      this.#buffer.forget(source)
      this.#wake?.()
    }
  }

  /** Batches in order, until {@link end} and everything was taken. @throws what a source threw. */
  async *batches(): AsyncGenerator<SourcedItem[], void, undefined> {
    let nextBatchAt = 0
    for (;;) {
      if (this.#error) throw this.#error.cause
      const now = Date.now()
      // One source is in order by itself, and a full queue can't wait.
      const alone = this.#sources.size <= 1 || this.#ended
      const windowMs = alone || this.#buffer.size >= this.#options.maxItems ? 0 : this.#options.windowMs
      const due = this.#buffer.dueAt(windowMs)
      if (due === undefined && this.#ended) return
      const readyAt = due === undefined ? Infinity : Math.max(due, nextBatchAt)
      if (readyAt > now) {
        await this.#sleep(readyAt - now)
        continue
      }
      const batch = this.#buffer.take({ windowMs, now, max: maxBatch })
      nextBatchAt = batch.length < maxBatch ? now + this.#options.batchMs : 0
      for (const resolve of this.#roomWaiters.splice(0)) resolve()
      yield batch
    }
  }

  /** No source will be added any more. */
  end(): void {
    this.#ended = true
    for (const resolve of this.#roomWaiters.splice(0)) resolve()
    this.#wake?.()
  }

  #sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = milliseconds === Infinity ? undefined : setTimeout(resolve, milliseconds)
      this.#wake = () => {
        clearTimeout(timer)
        this.#wake = undefined
        resolve()
      }
    })
  }
}
