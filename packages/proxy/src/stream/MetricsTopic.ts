import { problemStatus, type MetricsUnavailableReason, type ProblemCode } from '@catalyst/api'
import type { Lease } from '../caches/SharedPool.ts'
import type { MetricsAnswer, MetricsPoller } from '../caches/MetricsPoller.ts'
import { ProblemError } from '../problems/ProblemError.ts'
import { toProblemError } from '../problems/toProblemError.ts'
import type { TopicLink, TopicTimes } from './ObjectTopic.ts'
import { TopicQueue } from './TopicQueue.ts'
import type { TopicRights } from './TopicRights.ts'
import type { TopicView } from './topicView.ts'
import { Wakeable } from './Wakeable.ts'

/** Where a metrics topic's usage comes from. */
export interface MetricsSource {
  open(): Promise<Lease<MetricsPoller>>
  rights: TopicRights
}

const unavailableCodes: Record<MetricsUnavailableReason, ProblemCode & keyof typeof problemStatus> = {
  NotInstalled: 'NOT_FOUND',
  Forbidden: 'FORBIDDEN',
  NotYetKnown: 'UPSTREAM_UNAVAILABLE',
  Unreachable: 'UPSTREAM_UNAVAILABLE',
}

/** Serves usage to one client: a snapshot after each poll, of what the caller may see. */
export class MetricsTopic {
  readonly queue: TopicQueue
  readonly #link: TopicLink
  readonly #times: Required<{ [name in 'recheckMs' | 'retryMs']: number }>
  readonly #wakeable = new Wakeable()
  #namespaces: TopicView['namespaces'] = new Set()
  #answer: Extract<MetricsAnswer, { available: true }> | undefined
  #polls = 0
  #told: string | undefined

  constructor(link: TopicLink, times: TopicTimes = {}) {
    this.#link = link
    this.#times = { recheckMs: times.recheckMs ?? 60_000, retryMs: times.retryMs ?? 30_000 }
    // Usage of before is nothing to resume at: a client that comes back gets the last snapshot.
    this.queue = new TopicQueue(() => this.#snapshot())
  }

  async run(connect: () => Promise<MetricsSource>): Promise<void> {
    const { signal } = this.#link
    while (!signal.aborted) {
      try {
        await this.#serve(await connect())
      } catch (error) {
        if (signal.aborted) return
        this.#fail(toProblemError(error))
        await this.#wakeable.wait(this.#times.retryMs, signal)
      }
    }
  }

  async #serve({ rights, open }: MetricsSource): Promise<void> {
    const { signal } = this.#link
    this.#namespaces = await rights.visible(() => [])
    using lease = await open()
    const poller = lease.value
    using _subscription = { [Symbol.dispose]: poller.subscribe((answer) => this.#show(answer)) }
    while (!signal.aborted) {
      const candidates =
        poller.latest?.available === true ? poller.latest.items.map(({ metadata }) => metadata.namespace) : []
      this.#namespaces = await rights.visible(() => candidates)
      if (poller.latest) this.#show(poller.latest)
      await this.#wakeable.wait(this.#times.recheckMs, signal)
    }
  }

  #show(answer: MetricsAnswer): void {
    const namespaces = this.#namespaces
    if (!answer.available) return this.#showNothing(answer)
    this.#told = undefined
    this.#answer = answer
    this.#polls++
    if (namespaces !== 'all' && answer.items.some(({ metadata }) => !namespaces.has(metadata.namespace)))
      this.#wakeable.wake()
    this.queue.reset()
    this.#tellSync('live')
    this.#link.touch()
  }

  /** Usage that was there and can't be asked for now is stale; usage that never was is a failure. */
  #showNothing({ reason, message }: Extract<MetricsAnswer, { available: false }>): void {
    if (this.#answer && (reason === 'Unreachable' || reason === 'NotYetKnown')) {
      this.#tellSync('stale', message)
      return this.#link.touch()
    }
    this.#answer = undefined
    const missing = reason === 'NotInstalled' ? ('type' as const) : undefined
    this.#fail(new ProblemError(unavailableCodes[reason], message, { reason, missing }))
  }

  #tellSync(state: 'live' | 'stale', reason?: string): void {
    this.queue.sync({ state, since: new Date().toISOString(), ...(reason !== undefined && { reason }) })
  }

  #fail(problem: ProblemError): void {
    const words = `${problem.code} ${problem.message}`
    if (words === this.#told) return
    this.#told = words
    this.queue.fail(this.#link.problemBody(problem))
    this.#link.touch()
  }

  #snapshot() {
    const namespaces = this.#namespaces
    const items =
      this.#answer?.items.filter(({ metadata }) => namespaces === 'all' || namespaces.has(metadata.namespace)) ?? []
    return { items, position: { resourceVersion: String(this.#polls), epoch: '' } }
  }
}
