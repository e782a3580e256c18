import type { MetricsUnavailableReason, ProblemCode } from '@catalyst/api'
import type { Lease } from '../caches/SharedPool.ts'
import type { MetricsAnswer, MetricsPoller } from '../caches/MetricsPoller.ts'
import { ProblemError } from '../problems/ProblemError.ts'
import { toProblemError } from '../problems/toProblemError.ts'
import type { TopicLink, TopicTimes } from './ObjectTopic.ts'
import { TopicQueue } from './TopicQueue.ts'
import type { TopicRights } from './TopicRights.ts'
import { viewEpoch, type TopicView } from './topicView.ts'
import { Wakeable } from './Wakeable.ts'

/** Where a metrics topic's usage comes from. */
export interface MetricsSource {
  open(): Promise<Lease<MetricsPoller>>
  rights: TopicRights
}

const unavailableCodes: Record<MetricsUnavailableReason, ProblemCode> = {
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
  /** What the caller may see; absent until that was asked. */
  #namespaces: TopicView['namespaces'] | undefined
  #known = new Set<string>()
  #last: MetricsAnswer | undefined
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

  async #serve(source: MetricsSource): Promise<void> {
    const { signal } = this.#link
    const { rights } = source
    await rights.visible(() => [])
    using lease = await source.open()
    const poller = lease.value
    this.#namespaces = undefined
    using _subscription = { [Symbol.dispose]: poller.subscribe((answer) => this.#onAnswer(answer)) }
    while (!signal.aborted) {
      if (poller.latest) this.#see(await rights.visible(() => namespacesOf(poller.latest)), poller.latest)
      await this.#wakeable.wait(this.#times.recheckMs, signal)
    }
  }

  #onAnswer(answer: MetricsAnswer): void {
    // Before anything is shown, and for namespaces that nobody has asked about, the caller's rights come first.
    const known = this.#namespaces === 'all' || namespacesOf(answer).every((namespace) => this.#known.has(namespace))
    if (this.#namespaces === undefined || !known) this.#wakeable.wake()
    else this.#show(answer)
  }

  /** Shows an answer to eyes that may have changed. */
  #see(namespaces: TopicView['namespaces'], answer: MetricsAnswer): void {
    const same = this.#namespaces !== undefined && viewEpoch(this.#namespaces) === viewEpoch(namespaces)
    this.#namespaces = namespaces
    this.#known = new Set(namespacesOf(answer))
    if (!same || answer !== this.#last) this.#show(answer)
  }

  #show(answer: MetricsAnswer): void {
    this.#last = answer
    if (!answer.available) return this.#showNothing(answer)
    this.#told = undefined
    this.#answer = answer
    this.#polls++
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
    const namespaces: TopicView['namespaces'] = this.#namespaces ?? new Set()
    const items =
      this.#answer?.items.filter(({ metadata }) => namespaces === 'all' || namespaces.has(metadata.namespace)) ?? []
    return { items, position: { resourceVersion: String(this.#polls), epoch: '' } }
  }
}

function namespacesOf(answer: MetricsAnswer | undefined): string[] {
  return answer?.available === true ? answer.items.map(({ metadata }) => metadata.namespace) : []
}
