import type { AccessReview } from '@catalyst/api'
import type { PodRef, ResourceRef } from '@catalyst/sdk'
import type { EnvironmentTarget } from './EnvironmentTarget.ts'

/** A namespace of a cluster, optionally narrowed by labels. */
export interface NamespaceScope {
  /** Default: `-`, the default cluster. */
  cluster?: string | undefined
  namespace: string
  labelSelector?: string | undefined
  environment?: undefined
}

const defaultCluster = '-'

/** A namespace of a cluster or all of them, optionally narrowed by labels. */
export interface ListScope extends Omit<NamespaceScope, 'namespace' | 'environment'> {
  /** Default: all namespaces. */
  namespace?: string | undefined
}

/** Keys of everything that the kit keeps in the query cache, the cluster first: `invalidateQueries({queryKey: ['prod']})` is about one cluster. */
export const queryKeys = {
  session: () => [defaultCluster, 'session'] as const,
  clusters: () => [defaultCluster, 'clusters'] as const,
  environments: (cluster = defaultCluster) => [cluster, 'environments', 'list'] as const,
  environmentList: ({ cluster, namespace = '*', labelSelector = '' }: ListScope) =>
    [...queryKeys.environments(cluster), namespace, labelSelector] as const,
  environment: ({ cluster = defaultCluster, namespace, name }: ResourceRef) =>
    [cluster, 'environments', 'one', namespace, name] as const,
  environmentMetrics: (ref: ResourceRef) => [...queryKeys.environment(ref), 'metrics'] as const,
  environmentConfiguration: (ref: ResourceRef) => [...queryKeys.environment(ref), 'configuration'] as const,
  projects: (cluster = defaultCluster) => [cluster, 'projects', 'list'] as const,
  projectList: ({ cluster, namespace = '*', labelSelector = '' }: ListScope) =>
    [...queryKeys.projects(cluster), namespace, labelSelector] as const,
  project: ({ cluster = defaultCluster, namespace, name }: ResourceRef) =>
    [cluster, 'projects', 'one', namespace, name] as const,
  podList: (scope: NamespaceScope | EnvironmentTarget) => insideKey('pods', scope),
  pod: ({ cluster = defaultCluster, namespace, pod }: PodRef) => [cluster, 'pods', 'one', namespace, pod] as const,
  podMetrics: (ref: PodRef) => [...queryKeys.pod(ref), 'metrics'] as const,
  eventList: (scope: NamespaceScope | EnvironmentTarget) => insideKey('events', scope),
  accessReview: ({ cluster = defaultCluster, ...review }: AccessReview & { cluster?: string | undefined }) =>
    [cluster, 'access-review', review] as const,
}

function insideKey<TKind extends 'pods' | 'events'>(kind: TKind, scope: NamespaceScope | EnvironmentTarget) {
  const { cluster = defaultCluster, namespace } = scope
  return scope.environment !== undefined
    ? ([cluster, 'environments', 'one', namespace, scope.environment, kind] as const)
    : ([cluster, kind, 'list', namespace, scope.labelSelector ?? ''] as const)
}
