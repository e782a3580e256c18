import type { Environment } from '@catalyst/api'
import type { CacheChange } from '@catalyst/kubernetes-client'
import type { ProxyContext, WatchCaches } from '../ProxyContext.ts'
import type { AuditRecord } from './AuditRecord.ts'

/**
 * Leaves an audit record of what becomes of environments: created, each phase that they come to, deleted. They are seen by
 * the watch that is there anyway, so each replica tells of them.
 */
export function withLifecycleRecords(caches: WatchCaches, audit: ProxyContext['audit']): WatchCaches {
  const seen = new WeakSet<object>()
  return {
    ...caches,
    async environments(cluster) {
      const cache = await caches.environments(cluster)
      if (!seen.has(cache)) {
        seen.add(cache)
        cache.subscribe((change) => {
          const event = eventOf(change)
          if (event !== undefined) audit(recordOf(cluster, event))
        })
      }
      return cache
    },
    [Symbol.asyncDispose]: () => caches[Symbol.asyncDispose](),
  }
}

interface LifecycleEvent {
  environment: Environment
  event: string
  note?: string | undefined
}

function eventOf(change: CacheChange<Environment>): LifecycleEvent | undefined {
  if (change.type === 'RESET' || change.type === 'SYNC') return undefined
  const { type, object: environment, previous } = change
  if (type === 'ADDED') return { environment, event: 'created' }
  if (type === 'DELETED') return { environment, event: 'deleted' }
  const phase = environment.status?.phase
  const before = previous?.status?.phase
  if (environment.metadata.deletionTimestamp !== undefined && previous?.metadata.deletionTimestamp === undefined)
    return { environment, event: 'deleting' }
  // That it is being deleted was told when it began.
  if (phase === undefined || phase === before || phase === 'Deleting') return undefined
  return {
    environment,
    event: phase.toLowerCase(),
    note: before === undefined ? undefined : `It was ${before} before.`,
  }
}

function recordOf(cluster: string, { environment, event, note }: LifecycleEvent): AuditRecord {
  const { namespace, name } = environment.metadata
  return {
    requestId: '',
    subject: '',
    operation: `environment.${event}`,
    verb: 'observe',
    outcome: event === 'failed' ? 'failed' : 'success',
    cluster,
    namespace,
    name,
    note,
  }
}
