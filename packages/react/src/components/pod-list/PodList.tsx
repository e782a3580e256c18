import { forwardRef } from 'react'
import { usePods } from '../../hooks/usePods.ts'
import { withBoundary } from '../../internals/withBoundary.tsx'
import { ProblemView } from '../problem-view/ProblemView.tsx'
import { PodListView, type PodListViewProps } from './PodListView.tsx'

interface NamespaceTarget {
  /** Default: `-`, the default cluster. */
  cluster?: string | undefined
  namespace: string
  labelSelector?: string | undefined
}

interface EnvironmentTarget extends Omit<NamespaceTarget, 'labelSelector'> {
  /** Name of the environment whose pods are shown. */
  environment: string
}

/** Whose pods: a namespace's, or those that run in an environment. */
export type PodListProps = Omit<PodListViewProps, 'pods'> & (NamespaceTarget | EnvironmentTarget)

/**
 * Pods with all their containers, kept current. Needs a `CatalystProvider`. Renders a `<ul>`, with the attributes that
 * `PodListView` tells of, or the problem that keeps it from being shown.
 */
export const PodList = withBoundary(
  forwardRef<HTMLUListElement, PodListProps>(function PodList(props, ref) {
    const { target, viewProps } = targetOf(props)
    const query = usePods(target)
    if (query.isError && query.data === undefined) {
      return <ProblemView error={query.error} onRetry={() => void query.refetch()} />
    }
    return <PodListView ref={ref} pods={query.data?.items} data-stale={query.stale ? '' : undefined} {...viewProps} />
  }),
)

/** Takes apart what is asked for and what is for the view. */
function targetOf(props: PodListProps) {
  if ('environment' in props) {
    const { cluster, namespace, environment, ...viewProps } = props
    return { target: { cluster, namespace, environment }, viewProps }
  }
  const { cluster, namespace, labelSelector, ...viewProps } = props
  return { target: { cluster, namespace, labelSelector }, viewProps }
}
