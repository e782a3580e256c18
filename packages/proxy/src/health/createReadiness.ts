import type { WatchCache } from '@catalyst/kubernetes-client'
import type { ProxyContext } from '../ProxyContext.ts'

export interface WatchHealth {
  kind: string
  state: string
  since?: string | undefined
}

export interface Readiness {
  /** Opens the default cluster's watches. Safe to call again. @returns a promise of the time when requests may come. */
  start(): Promise<void>
  /** Whether requests may come, and how the watches are. A watch that is lost later does not take the server out. */
  check(): { status: 'ready' | 'starting' | 'stopping'; watches: WatchHealth[] }
}

/** How long the first sync of the watches may hold requests back: a cluster that is down must not keep the page away. */
const maxWaitMs = 10_000

/** Ready once each watch of the default cluster has synced or definitively failed, and until the shutdown. */
export function createReadiness(
  context: Pick<ProxyContext, 'caches' | 'clusterName' | 'signal' | 'logger'>,
): Readiness {
  const { caches, clusterName, signal, logger } = context
  const watches = new Map<string, WatchCache<never>>()
  let started: Promise<void> | undefined
  let settled = false

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

  async function start(): Promise<void> {
    if (signal.aborted) return
    const timeout = setTimeout(settle, maxWaitMs)
    signal.addEventListener('abort', settle)
    try {
      const cluster = await clusterName('-')
      await Promise.allSettled([watch('environments', cluster), watch('projects', cluster)])
    } catch {
      // Without a default cluster there is nothing to wait for; the routes say so themselves.
    } finally {
      settle()
    }
    function settle() {
      settled = true
      clearTimeout(timeout)
      signal.removeEventListener('abort', settle)
    }
  }

  return {
    start() {
      return (started ??= start())
    },
    check() {
      const status = signal.aborted ? 'stopping' : settled ? 'ready' : 'starting'
      return { status, watches: [...watches].map(([kind, cache]) => healthOf(kind, cache)) }
    },
  }
}

/** The reason of a failure is left out: these answers need no sign-in. */
function healthOf(kind: string, { state }: WatchCache<never>): WatchHealth {
  return { kind, state: state.state, since: state.since.toISOString() }
}
