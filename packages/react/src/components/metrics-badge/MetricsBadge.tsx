import { forwardRef } from 'react'
import type { PodRef } from '@catalyst/sdk'
import { withBoundary } from '../../internals/withBoundary.tsx'
import type { EnvironmentTarget } from '../../queries/EnvironmentTarget.ts'
import { MetricsBadgeView, type MetricsBadgeViewProps } from './MetricsBadgeView.tsx'
import { useTargetMetrics, type MetricsTarget } from './useTargetMetrics.ts'

type ViewProps = Omit<MetricsBadgeViewProps, 'metrics' | 'failed' | 'history' | 'staleSince'>

/** Whose usage: a pod's, an environment's, or `metrics` that are there already. */
export type MetricsBadgeProps = ViewProps &
  (PodRef | EnvironmentTarget | Pick<MetricsBadgeViewProps, 'metrics' | 'failed' | 'history' | 'staleSince'>)

/**
 * CPU and memory of a pod or of an environment, kept current, with how they went in the last quarter of an hour and a warning in words
 * near limits or quota. Needs a `CatalystProvider` unless `metrics` are given. Renders a `<div>`, with the attributes that
 * `MetricsBadgeView` tells of.
 */
export const MetricsBadge = withBoundary(
  forwardRef<HTMLDivElement, MetricsBadgeProps>(function MetricsBadge(props, ref) {
    if ('pod' in props) {
      const { cluster, namespace, pod, ...viewProps } = props
      return <TargetBadge ref={ref} target={{ cluster, namespace, pod }} {...viewProps} />
    }
    if ('environment' in props) {
      const { cluster, namespace, environment, ...viewProps } = props
      return <TargetBadge ref={ref} target={{ cluster, namespace, environment }} {...viewProps} />
    }
    return <MetricsBadgeView ref={ref} {...props} />
  }),
  { inline: true },
)

const TargetBadge = forwardRef<HTMLDivElement, ViewProps & { target: MetricsTarget }>(function TargetBadge(
  { target, ...viewProps },
  ref,
) {
  return <MetricsBadgeView ref={ref} {...viewProps} {...useTargetMetrics(target)} />
})
