import { Counter, Gauge, type Registry } from 'prom-client'

/** What a watch is of: the registered name of the cluster, and the plural of the kind. */
export interface UpstreamLabels {
  cluster: string
  kind: string
}

/** How a watch is, with totals since it was opened. */
export interface UpstreamHealth {
  state: string
  objects: number
  reconnects: number
  relists: number
}

interface Upstream {
  labels: UpstreamLabels
  health: () => UpstreamHealth
  /** What was already added to the counters. */
  told: { reconnects: number; relists: number }
}

const labelNames = ['cluster', 'kind'] as const

/** Tells how the watches are that the proxy holds open at its clusters. They are asked at each scrape and when they end. */
export class UpstreamWatches {
  readonly #open = new Set<Upstream>()
  readonly #reconnects
  readonly #relists

  constructor(registry: Registry) {
    const registers = [registry]
    const settle = () => {
      for (const upstream of this.#open) this.#settle(upstream)
    }
    const open = this.#open
    this.#reconnects = new Counter({
      name: 'catalyst_upstream_reconnects_total',
      help: 'Connections of upstream watches after their first one.',
      labelNames,
      registers,
      collect: settle,
    })
    this.#relists = new Counter({
      name: 'catalyst_upstream_relists_total',
      help: 'Lists of upstream watches after their first one: the position had expired, or the watch was refused.',
      labelNames,
      registers,
      collect: settle,
    })
    new Gauge({
      name: 'catalyst_upstream_watches',
      help: 'Open upstream watches by state: live, or stale while the cluster is not heard.',
      labelNames: [...labelNames, 'state'],
      registers,
      collect() {
        this.reset()
        for (const { labels, health } of open) {
          const { state } = health()
          for (const one of ['live', 'stale']) this.inc({ ...labels, state: one }, one === state ? 1 : 0)
        }
      },
    })
    new Gauge({
      name: 'catalyst_upstream_objects',
      help: 'Objects that the watch caches hold.',
      labelNames,
      registers,
      collect() {
        this.reset()
        for (const { labels, health } of open) this.inc({ ...labels }, health().objects)
      },
    })
  }

  add(labels: UpstreamLabels, health: () => UpstreamHealth): () => void {
    const upstream: Upstream = { labels, health, told: { reconnects: 0, relists: 0 } }
    this.#open.add(upstream)
    return () => {
      if (this.#open.delete(upstream)) this.#settle(upstream)
    }
  }

  #settle({ labels, health, told }: Upstream): void {
    const { reconnects, relists } = health()
    this.#reconnects.inc({ ...labels }, reconnects - told.reconnects)
    this.#relists.inc({ ...labels }, relists - told.relists)
    Object.assign(told, { reconnects, relists })
  }
}
