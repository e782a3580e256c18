import type { Topic, TopicKind } from '@catalyst/api'
import {
  createResourceClient,
  environments,
  events,
  listPodMetrics,
  pods,
  projects,
  type ResourceDefinition,
} from '@catalyst/kubernetes-client'
import { allNamespaces } from '../caches/createWatchCaches.ts'
import { MetricsPoller } from '../caches/MetricsPoller.ts'
import { SharedPool } from '../caches/SharedPool.ts'
import type { Identity } from '../identity/Identity.ts'
import type { CacheLease, ProxyContext } from '../ProxyContext.ts'
import type { MetricsSource } from './MetricsTopic.ts'
import type { TopicSource } from './ObjectTopic.ts'
import type { WatchedObject } from './TopicQueue.ts'
import { TopicRights } from './TopicRights.ts'

type ObjectKind = Exclude<TopicKind, 'metrics'>

/** Where the topics of all streams come from. */
export interface TopicSources {
  objects(identity: Identity, topic: Topic): Promise<TopicSource>
  metrics(identity: Identity, topic: Topic): Promise<MetricsSource>
}

const definitions: Record<ObjectKind, ResourceDefinition<unknown>> = { environments, projects, pods, events }

/** Connects topics with the shared watches and polls; these end with the proxy. */
export function createTopicSources(context: ProxyContext): TopicSources {
  const { caches, signal } = context
  const pollers = new SharedPool<MetricsPoller>({
    open(key) {
      const { cluster, namespace, labelSelector } = JSON.parse(key) as Topic
      return new MetricsPoller(async (ended) => {
        const kubeConfig = await context.kubeConfigFor(cluster)
        return listPodMetrics(kubeConfig, {
          namespace: namespace === allNamespaces ? undefined : namespace,
          labelSelector,
          signal: ended,
        })
      })
    },
    close: (poller) => poller[Symbol.dispose](),
    // Nobody resumes at usage, so there is nothing to keep warm.
    lingerMs: 0,
  })
  signal.addEventListener('abort', () => pollers[Symbol.dispose](), { once: true })

  async function lease(kind: ObjectKind, cluster: string, namespace: string): Promise<CacheLease<WatchedObject>> {
    switch (kind) {
      case 'environments':
        return asLease({ cache: await caches.environments(cluster) })
      case 'projects':
        return asLease({ cache: await caches.projects(cluster) })
      case 'pods':
        return asLease(await caches.pods(cluster, namespace))
      case 'events':
        return asLease(await caches.events(cluster, namespace))
    }
  }

  return {
    async objects(identity, { kind, cluster, namespace }) {
      if (kind === 'metrics') throw new TypeError('Usage is polled; it has no watch.')
      const name = await context.clusterName(cluster)
      return {
        rights: new TopicRights(context, identity, { kind, cluster: name, namespace }),
        open: () => lease(kind, name, namespace),
        async currentRevision() {
          const kubeConfig = await context.kubeConfigFor(name)
          const { metadata } = await createResourceClient(definitions[kind], { kubeConfig }).list({ limit: 1 })
          return metadata.resourceVersion
        },
      }
    },
    async metrics(identity, { kind, cluster, namespace, labelSelector }) {
      const name = await context.clusterName(cluster)
      return {
        rights: new TopicRights(context, identity, { kind, cluster: name, namespace }),
        open: async () => pollers.acquire(JSON.stringify({ kind, cluster: name, namespace, labelSelector })),
      }
    },
  }
}

/** A topic reads any kind by what all kinds have in common; a cache that is kept until the end has nothing to give back. */
function asLease(lease: { cache: unknown } & Partial<Disposable>): CacheLease<WatchedObject> {
  return { cache: lease.cache as CacheLease<WatchedObject>['cache'], [Symbol.dispose]: () => lease[Symbol.dispose]?.() }
}
