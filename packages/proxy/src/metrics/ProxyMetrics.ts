import type { TopicKind } from '@catalyst/api'
import { Registry, type Gauge } from 'prom-client'
import { processRegistry } from './processRegistry.ts'
import { createCollectors, type Collectors } from './createCollectors.ts'
import { UpstreamWatches, type UpstreamHealth, type UpstreamLabels } from './UpstreamWatches.ts'

/** What is held open for a client. */
export type StreamKind = 'watch' | 'log'

/** How a question about a right ended; `kept` is an answer that was still good. */
export type ReviewResult = 'kept' | 'allowed' | 'refused' | 'failed'

/** How a shell is: with a client, or waiting for one to come back. */
export type ShellState = 'attached' | 'held'

/** A shell that is counted until it ends. */
export interface ShellGauge {
  /** Says that its client has gone or is back. */
  become(state: ShellState): void
  /** Safe to call twice. */
  end(): void
}

/** How the audit log is. */
export interface AuditHealth {
  /** `failing` while the sink takes nothing. */
  state: 'ok' | 'failing'
  /** Records that wait to be written. */
  queued: number
  /** Records that were written since the start. */
  written: number
  /** Records that were lost since the start, because the sink took none for so long that the queue was full. */
  dropped: number
}

export interface MetricDescription {
  name: string
  type: string
  labels: readonly string[]
  help: string
}

/**
 * What the proxy counts, each proxy for itself. Labels are names from the code or the configuration, never a client's
 * text: that would grow without bound.
 */
export class ProxyMetrics {
  readonly #registry = new Registry()
  readonly #collectors: Collectors = createCollectors(this.#registry)
  readonly #upstreams = new UpstreamWatches(this.#registry)

  /** A request whose answer has begun. */
  requestAnswered(request: { operation: string; method: string; status: number; seconds: number }): void {
    const { operation, method, status, seconds } = request
    this.#collectors.requests.observe({ operation, method, status }, seconds)
  }

  /** A stream was opened. @returns what ends it; safe to call twice. */
  streamOpened(kind: StreamKind): () => void {
    return up(this.#collectors.streams, { kind })
  }

  /** A client reads a topic. @returns what ends it; safe to call twice. */
  subscriberAdded(kind: TopicKind): () => void {
    return up(this.#collectors.subscribers, { kind })
  }

  /** Changes that a slow client will not see one by one. */
  changesMerged(kind: TopicKind, count = 1): void {
    this.#collectors.merges.inc({ kind }, count)
  }

  /** An upstream watch was opened; it is asked at each scrape. @returns what takes it out, its totals kept; safe to call twice. */
  upstreamOpened(labels: UpstreamLabels, health: () => UpstreamHealth): () => void {
    return this.#upstreams.add(labels, health)
  }

  /** A shell or command began, with its client. */
  shellOpened(): ShellGauge {
    this.#collectors.shellsOpened.inc()
    let end = up(this.#collectors.shells, { state: 'attached' })
    let ended = false
    return {
      become: (state) => {
        if (ended) return
        end()
        end = up(this.#collectors.shells, { state })
      },
      end() {
        ended = true
        end()
      },
    }
  }

  /** Bytes between a client and a command, `in` being what the client sends. */
  shellBytes(direction: 'in' | 'out', count: number): void {
    this.#collectors.shellBytes.inc({ direction }, count)
  }

  /** Something was refused because of a limit, by its name in the configuration. */
  limitHit(limit: string): void {
    this.#collectors.limitsHit.inc({ limit })
  }

  accessReviewed(result: ReviewResult): void {
    this.#collectors.reviews.inc({ result })
  }

  /** Makes the audit log part of what is told. */
  observeAudit(health: () => AuditHealth): void {
    this.#collectors.audit = health
  }

  auditHealth(): AuditHealth {
    return this.#collectors.audit()
  }

  /** What there is to be measured, without the measurements of the process. */
  describe(): MetricDescription[] {
    return this.#registry.getMetricsAsArray().map(({ name, type, help, ...metric }) => {
      const labels = 'labelNames' in metric ? (metric.labelNames as readonly string[]) : []
      return { name, type: String(type), labels, help }
    })
  }

  /** The text that Prometheus reads. */
  async render(): Promise<{ contentType: string; text: string }> {
    const merged = Registry.merge([processRegistry(), this.#registry])
    return { contentType: merged.contentType, text: await merged.metrics() }
  }
}

/** Counts one up, and down again once. */
function up<TLabel extends string>(gauge: Gauge<TLabel>, labels: Partial<Record<TLabel, string>>): () => void {
  gauge.inc(labels)
  let counted = true
  return () => {
    if (counted) gauge.dec(labels)
    counted = false
  }
}
