import type { Environment, KubernetesEvent, Pod, Project } from '@catalyst/api'
import {
  createWatchCache,
  environments,
  events,
  pods,
  projects,
  type ClusterAccess,
  type ResourceDefinition,
  type WatchableObject,
  type WatchCache,
} from '@catalyst/kubernetes-client'
import type { CacheLease, ProxyContext, WatchCaches } from '../ProxyContext.ts'
import { SharedPool } from './SharedPool.ts'

/** The namespace of a cache that holds a kind in all namespaces. */
export const allNamespaces = '*'

export interface WatchCachesOptions {
  /** How long the cache of a namespace outlives its last reader, in milliseconds. @default 60_000 */
  lingerMs?: number | undefined
}

/**
 * The watches of all clusters: Environments and Projects one each per cluster, pods and events one per namespace (or one
 * for `*`, all of them) while somebody reads it.
 */
export function createWatchCaches(
  context: Pick<ProxyContext, 'kubeConfigFor' | 'clusterName' | 'signal' | 'metrics'>,
  { lingerMs }: WatchCachesOptions = {},
): WatchCaches {
  const { kubeConfigFor, clusterName, signal, metrics } = context
  const closing = new Set<Promise<void>>()
  const ended = new AbortController()
  const end = AbortSignal.any([signal, ended.signal])

  /** What takes a cache out of the metrics. */
  const told = new WeakMap<AsyncDisposable, () => void>()

  function open<T extends WatchableObject>(
    { cluster, kubeConfig }: { cluster: string; kubeConfig: ClusterAccess },
    resource: ResourceDefinition<T, unknown>,
    scope: { namespace?: string } = {},
  ): WatchCache<T> {
    const cache = createWatchCache(kubeConfig, resource, { ...scope, signal: end }).start()
    told.set(
      cache,
      metrics.upstreamOpened({ cluster, kind: resource.plural }, () => cache.health()),
    )
    return cache
  }

  function close(cache: AsyncDisposable): void {
    told.get(cache)?.()
    const closed = Promise.resolve(cache[Symbol.asyncDispose]()).finally(() => closing.delete(closed))
    closing.add(closed)
  }

  /** A cache per cluster, from the first call to the end. */
  function lasting<T extends WatchableObject>(
    resource: ResourceDefinition<T, unknown>,
  ): (cluster: string) => Promise<WatchCache<T>> {
    const caches = new Map<string, WatchCache<T>>()
    end.addEventListener('abort', () => caches.forEach(close), { once: true })
    return async (cluster: string): Promise<WatchCache<T>> => {
      const known = caches.get(cluster)
      if (known) return known
      const name = await clusterName(cluster)
      const kubeConfig = await kubeConfigFor(name)
      const opened = caches.get(name)
      if (opened) return opened
      const cache = open({ cluster: name, kubeConfig }, resource)
      caches.set(name, cache)
      return cache
    }
  }

  /** A cache per cluster and namespace, while somebody reads it. */
  function shared<T extends WatchableObject>(resource: ResourceDefinition<T, unknown>) {
    const caches = new SharedPool<Promise<WatchCache<T>>>({
      async open(key) {
        const [cluster = '', namespace = ''] = key.split('/')
        const scope = namespace === allNamespaces ? {} : { namespace }
        return open({ cluster, kubeConfig: await kubeConfigFor(cluster) }, resource, scope)
      },
      close: (opening) => void opening.then(close, () => undefined),
      lingerMs,
    })
    end.addEventListener('abort', () => caches[Symbol.dispose](), { once: true })
    return async (cluster: string, namespace: string): Promise<CacheLease<T>> => {
      const lease = caches.acquire(`${await clusterName(cluster)}/${namespace}`)
      const giveBack = () => lease[Symbol.dispose]()
      try {
        return { cache: await lease.value, [Symbol.dispose]: giveBack }
      } catch (error) {
        giveBack()
        throw error
      }
    }
  }

  return {
    environments: lasting<Environment>(environments),
    projects: lasting<Project>(projects),
    pods: shared<Pod>(pods),
    events: shared<KubernetesEvent>(events),
    async [Symbol.asyncDispose]() {
      ended.abort()
      // One turn later, since a cache that was just being opened is only now closed.
      await Promise.resolve()
      await Promise.all(closing)
    },
  }
}
