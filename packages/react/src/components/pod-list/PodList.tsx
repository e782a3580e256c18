import { forwardRef } from 'react'
import { useEnvironmentPods } from '../../hooks/useEnvironmentPods.ts'
import type { LiveQueryResult } from '../../hooks/useLiveQuery.ts'
import { usePods } from '../../hooks/usePods.ts'
import type { Pod, ResourceList } from '@catalyst/api'
import { ProblemView } from '../problem-view/ProblemView.tsx'
import { PodListView, type PodListViewProps } from './PodListView.tsx'

interface NamespaceTarget {
  cluster?: string | undefined
  namespace: string
  labelSelector?: string | undefined
}

interface EnvironmentTarget {
  cluster?: string | undefined
  namespace: string
  /** Name of the environment whose pods are shown. */
  environment: string
}

type ViewProps = Omit<PodListViewProps, 'pods'>

/** Whose pods: a namespace's, or those that run in an environment. */
export type PodListProps = ViewProps & (NamespaceTarget | EnvironmentTarget)

/**
 * Pods with all their containers, kept current. Needs a `CatalystProvider`. Renders a `<ul>`, with the attributes that
 * `PodListView` tells of, or the problem that keeps it from being shown.
 */
export const PodList = forwardRef<HTMLUListElement, PodListProps>(function PodList(props, ref) {
  return 'environment' in props ? <EnvironmentPods ref={ref} {...props} /> : <NamespacePods ref={ref} {...props} />
})

const EnvironmentPods = forwardRef<HTMLUListElement, ViewProps & EnvironmentTarget>(function EnvironmentPods(
  { cluster, namespace, environment, ...viewProps },
  ref,
) {
  return <Pods ref={ref} query={useEnvironmentPods({ cluster, namespace, name: environment })} {...viewProps} />
})

const NamespacePods = forwardRef<HTMLUListElement, ViewProps & NamespaceTarget>(function NamespacePods(
  { cluster, namespace, labelSelector, ...viewProps },
  ref,
) {
  return <Pods ref={ref} query={usePods({ cluster, namespace, labelSelector })} {...viewProps} />
})

const Pods = forwardRef<HTMLUListElement, ViewProps & { query: LiveQueryResult<ResourceList<Pod>> }>(function Pods(
  { query, ...viewProps },
  ref,
) {
  if (query.isError && query.data === undefined) {
    return <ProblemView error={query.error} onRetry={() => void query.refetch()} />
  }
  return <PodListView ref={ref} pods={query.data?.items} data-stale={query.stale ? '' : undefined} {...viewProps} />
})
