import type { MetricsUnavailableReason, PodMetrics } from '@catalyst/api'

/** What a poll gave: usage, or in plain words why it can't be told. */
export type MetricsAnswer =
  | { available: true; items: readonly PodMetrics[] }
  | { available: false; reason: MetricsUnavailableReason; message: string }

export interface MetricsPollerOptions {
  /** Milliseconds between polls; metrics-server measures about as often. @default 15_000 */
  intervalMs?: number | undefined
}

/** Asks for usage again and again, until it is closed, and tells every listener the last answer. */
export class MetricsPoller implements Disposable {
  readonly #poll: (signal: AbortSignal) => Promise<MetricsAnswer>
  readonly #intervalMs: number
  readonly #controller = new AbortController()
  readonly #listeners = new Set<(answer: MetricsAnswer) => void>()
  #timer: NodeJS.Timeout | undefined
  #latest: MetricsAnswer | undefined

  constructor(poll: (signal: AbortSignal) => Promise<MetricsAnswer>, options: MetricsPollerOptions = {}) {
    this.#poll = poll
    this.#intervalMs = options.intervalMs ?? 15_000
    void this.#run()
  }

  /** The last answer; absent until there is one. */
  get latest(): MetricsAnswer | undefined {
    return this.#latest
  }

  /** Calls the listener for every answer from now on, until the function that it returns is called. */
  subscribe(listener: (answer: MetricsAnswer) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  [Symbol.dispose](): void {
    this.#controller.abort()
    clearTimeout(this.#timer)
    this.#listeners.clear()
  }

  async #run(): Promise<void> {
    const { signal } = this.#controller
    const answer = await this.#poll(signal).catch(unreachable)
    if (signal.aborted) return
    this.#latest = answer
    for (const listener of [...this.#listeners]) listener(answer)
    // Counted from the answer, so that a slow API server is not asked while it still answers.
    this.#timer = setTimeout(() => void this.#run(), this.#intervalMs)
  }
}

function unreachable(): MetricsAnswer {
  return { available: false, reason: 'Unreachable', message: 'The cluster does not answer, so usage is not known.' }
}
