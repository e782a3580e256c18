import type { CacheChange, WatchableObject } from '@catalyst/kubernetes-client'
import { createWorkQueue } from '../work-queue/createWorkQueue.ts'
import type { OperatorMetrics } from '../metrics/OperatorMetrics.ts'
import type { CacheRegistry } from './CacheRegistry.ts'
import type { Controller, Request, Source } from './Controller.ts'
import { guardSource } from './guardSource.ts'
import type { OperatorLogger } from './OperatorLogger.ts'
import { fromKey, toKey } from './requestKey.ts'

export interface RunControllerOptions {
  caches: CacheRegistry
  logger: OperatorLogger
  metrics: OperatorMetrics
  /** Ends it. */
  signal: AbortSignal
  /** Every object gets a pass at least this often, in milliseconds, a tenth more or less: a bug that misses a change heals by itself. @default 600_000 */
  resyncMs?: number | undefined
}

/** Runs a controller on caches that have synced: a pass over everything there is, then over what changes. */
export async function runController(controller: Controller, options: RunControllerOptions): Promise<void> {
  const { caches, logger, metrics, signal, resyncMs = 600_000 } = options
  const { name, reconcile, concurrency = 8, backoff, groupOf } = controller
  const sources = controller.sources.map((source) =>
    guardSource(source, (error) => {
      logger.error({ controller: name, kind: source.resource.kind, err: error }, 'an object could not be read')
    }),
  )
  await using queue = createWorkQueue({
    concurrency,
    backoff,
    groupOf: (key) => groupOf?.(fromKey(key)) ?? fromKey(key).namespace,
    observer: metrics.observeQueue(name, { concurrency }),
    work: (key, stopped) => metrics.measure(name, () => reconcile(fromKey(key), stopped)),
    onError(key, error) {
      logger.warn({ controller: name, object: key, err: error }, 'a pass failed and will be repeated')
    },
  })
  const ask = (requests: readonly Request[]) => {
    for (const key of new Set(requests.map(toKey))) queue.add(key)
  }
  using subscriptions = new DisposableStack()
  const askAll = () => {
    for (const { resource, scope, requestsOf } of sources)
      caches
        .get(resource, scope)
        .list()
        .forEach((object) => ask(requestsOf(object)))
  }
  for (const source of sources) {
    const unsubscribe = caches.get(source.resource, source.scope).subscribe((change) => {
      ask(requestsOfChange(source, change))
    })
    subscriptions.defer(unsubscribe)
  }
  const life = new AbortController()
  subscriptions.defer(() => life.abort())
  controller.begin?.(ask, life.signal)
  askAll()
  const timer = setInterval(askAll, resyncMs * (0.9 + Math.random() * 0.2))
  subscriptions.defer(() => clearInterval(timer))
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

function requestsOfChange<T extends WatchableObject>(source: Source<T>, change: CacheChange<T>): readonly Request[] {
  if (change.type === 'SYNC') return []
  if (change.type === 'RESET') return change.items.flatMap((object) => source.requestsOf(object))
  const { type, object, previous } = change
  const { predicate, requestsOf } = source
  if (type !== 'MODIFIED' || previous === undefined) return requestsOf(object)
  if (predicate?.({ object, previous }) === false) return []
  // What it belonged to before may have to let it go.
  return [...requestsOf(object), ...requestsOf(previous)]
}
