import { setTimeout as sleep } from 'node:timers/promises'
import type { WatchCache } from '@catalyst/kubernetes-client'
import type { AuditHealth } from '../metrics/ProxyMetrics.ts'
import type { ProxyContext } from '../ProxyContext.ts'

export interface WatchHealth {
  kind: string
  state: string
  since?: string | undefined
}

export interface ReadinessAnswer {
  status: 'ready' | 'starting' | 'stopping'
  watches: WatchHealth[]
  audit: Pick<AuditHealth, 'state' | 'queued' | 'dropped'>
}

export interface Readiness {
  /** Opens the default cluster's watches. Safe to call again. @returns a promise of the time when requests may come. */
  start(): Promise<void>
  /**
   * Whether requests may come, and how the watches and the audit log are. A watch that is lost later does not take the
   * server out, nor does an audit log that takes no records: the next replica would fare no better.
   */
  check(): ReadinessAnswer
  /** Says from now on that no more requests should come, and answers those that do. */
  drain(): void
}

/** How long the first sync of the watches may hold requests back: a cluster that is down must not keep the page away. */
const maxWaitMs = 10_000

/** Ready once each watch of the default cluster has synced or definitively failed, and until the shutdown. */
export function createReadiness(
  context: Pick<ProxyContext, 'caches' | 'clusterName' | 'signal' | 'logger' | 'metrics'>,
): Readiness {
  const { caches, clusterName, signal, logger, metrics } = context
  const watches = new Map<string, WatchCache<never>>()
  let started: Promise<void> | undefined
  let settled = false
  let draining = false

  async function watch(kind: 'environments' | 'projects', cluster: string): Promise<void> {
    const cache = (await caches[kind](cluster)) as unknown as WatchCache<never>
    watches.set(kind, cache)
    cache.subscribe((change) => {
      if (change.type !== 'SYNC') return
      const record = { cluster, kind, reason: change.reason }
      if (change.state === 'live') logger.info(record, 'cluster watch is live')
      else logger.warn(record, `cluster watch is ${change.state}`)
    })
    await cache.ready
  }

  async function watchAll(): Promise<void> {
    try {
      const cluster = await clusterName('-')
      await Promise.allSettled([watch('environments', cluster), watch('projects', cluster)])
    } catch {
      // Without a default cluster there is nothing to wait for; the routes say so themselves.
    }
  }

  async function start(): Promise<void> {
    if (signal.aborted) return
    const settling = new AbortController()
    const waits = AbortSignal.any([signal, settling.signal])
    await Promise.race([watchAll(), sleep(maxWaitMs, undefined, { signal: waits }).catch(() => undefined)])
    settling.abort()
    settled = true
  }

  return {
    start() {
      return (started ??= start())
    },
    check() {
      const status = signal.aborted || draining ? 'stopping' : settled ? 'ready' : 'starting'
      const { state, queued, dropped } = metrics.auditHealth()
      return {
        status,
        watches: [...watches].map(([kind, cache]) => healthOf(kind, cache)),
        audit: { state, queued, dropped },
      }
    },
    drain() {
      draining = true
    },
  }
}

/** The reason of a failure is left out: these answers need no sign-in. */
function healthOf(kind: string, { state }: WatchCache<never>): WatchHealth {
  return { kind, state: state.state, since: state.since.toISOString() }
}
