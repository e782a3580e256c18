import type { PodRef, ResourceRef } from '@catalyst/sdk'

/** A namespace of a cluster, optionally narrowed by labels. */
export interface NamespaceScope {
  /** Default: `-`, the default cluster. */
  cluster?: string | undefined
  namespace: string
  labelSelector?: string | undefined
}

const defaultCluster = '-'

/** A namespace of a cluster or all of them, optionally narrowed by labels. */
export interface ListScope extends Omit<NamespaceScope, 'namespace'> {
  /** Default: all namespaces. */
  namespace?: string | undefined
}

/** Keys of everything that the kit keeps in the query cache, the cluster first: `invalidateQueries({queryKey: ['prod']})` is about one cluster. */
export const queryKeys = {
  session: () => [defaultCluster, 'session'] as const,
  clusters: () => [defaultCluster, 'clusters'] as const,
  environments: (cluster = defaultCluster) => [cluster, 'environments', 'list'] as const,
  environmentList: ({ cluster = defaultCluster, namespace = '*', labelSelector = '' }: ListScope) =>
    [cluster, 'environments', 'list', namespace, labelSelector] as const,
  environment: ({ cluster = defaultCluster, namespace, name }: ResourceRef) =>
    [cluster, 'environments', 'one', namespace, name] as const,
  environmentPods: (ref: ResourceRef) => [...queryKeys.environment(ref), 'pods'] as const,
  environmentEvents: (ref: ResourceRef) => [...queryKeys.environment(ref), 'events'] as const,
  environmentMetrics: (ref: ResourceRef) => [...queryKeys.environment(ref), 'metrics'] as const,
  environmentConfiguration: (ref: ResourceRef) => [...queryKeys.environment(ref), 'configuration'] as const,
  projectList: ({ cluster = defaultCluster, namespace = '*', labelSelector = '' }: ListScope) =>
    [cluster, 'projects', 'list', namespace, labelSelector] as const,
  project: ({ cluster = defaultCluster, namespace, name }: ResourceRef) =>
    [cluster, 'projects', 'one', namespace, name] as const,
  podList: ({ cluster = defaultCluster, namespace, labelSelector = '' }: NamespaceScope) =>
    [cluster, 'pods', 'list', namespace, labelSelector] as const,
  pod: ({ cluster = defaultCluster, namespace, pod }: PodRef) => [cluster, 'pods', 'one', namespace, pod] as const,
  podMetrics: (ref: PodRef) => [...queryKeys.pod(ref), 'metrics'] as const,
  eventList: ({ cluster = defaultCluster, namespace, labelSelector = '' }: NamespaceScope) =>
    [cluster, 'events', 'list', namespace, labelSelector] as const,
}
