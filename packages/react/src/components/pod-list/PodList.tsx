import type { Pod } from '@catalyst/api'
import { forwardRef } from 'react'
import { useNow } from '../../internals/clock.ts'
import { useEvents } from '../../hooks/useEvents.ts'
import { usePods } from '../../hooks/usePods.ts'
import { withBoundary } from '../../internals/withBoundary.tsx'
import { ProblemView } from '../problem-view/ProblemView.tsx'
import { PodListView, type PodListViewProps } from './PodListView.tsx'
import { podSummary } from './podSummary.ts'
import { podTroubles } from './podTroubles.ts'

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
export type PodListProps = Omit<PodListViewProps, 'pods' | 'events'> & (NamespaceTarget | EnvironmentTarget)

/**
 * Pods with all their containers, kept current. Needs a `CatalystProvider`. Renders a `<ul>`, with the attributes that
 * `PodListView` tells of, or the problem that keeps it from being shown.
 */
export const PodList = withBoundary(
  forwardRef<HTMLUListElement, PodListProps>(function PodList(props, ref) {
    const { target, eventTarget, viewProps } = targetOf(props)
    const query = usePods(target)
    // What is well needs no explanation, and no second stream.
    const now = useNow(30_000)
    const pods = query.data?.items
    const isTroubled = pods !== undefined && (pods.length === 0 || pods.some((pod) => needsEvents(pod, now)))
    const events = useEvents(eventTarget, { enabled: isTroubled }).data?.items
    if (query.isError && query.data === undefined) {
      return <ProblemView error={query.error} onRetry={() => void query.refetch()} />
    }
    return (
      <PodListView ref={ref} pods={pods} events={events} data-stale={query.stale ? '' : undefined} {...viewProps} />
    )
  }),
)

/** Whether something is the matter with a pod that its events could explain: also what is only waited for, as a volume is. */
function needsEvents(pod: Pod, now: number): boolean {
  return podSummary(pod).tone === 'progress' || podTroubles(pod, { now }).length > 0
}

/** Takes apart what is asked for and what is for the view. */
function targetOf(props: PodListProps) {
  if ('environment' in props) {
    const { cluster, namespace, environment, ...viewProps } = props
    const target = { cluster, namespace, environment }
    return { target, eventTarget: target, viewProps }
  }
  const { cluster, namespace, labelSelector, ...viewProps } = props
  // Events carry none of the labels of what they are about.
  return { target: { cluster, namespace, labelSelector }, eventTarget: { cluster, namespace }, viewProps }
}
