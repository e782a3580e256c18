import type { PodRef } from '@catalyst/sdk'
import { forwardRef } from 'react'
import { withBoundary } from '../../internals/withBoundary.tsx'
import type { EnvironmentTarget } from '../../queries/EnvironmentTarget.ts'
import { MetricsPanelView, type MetricsPanelViewProps } from './MetricsPanelView.tsx'
import { useTargetMetrics, type MetricsTarget } from './useTargetMetrics.ts'

type ViewProps = Omit<MetricsPanelViewProps, 'metrics' | 'failed' | 'history' | 'staleSince'>

/** Whose usage: a pod's or an environment's. */
export type MetricsPanelProps = ViewProps & (PodRef | EnvironmentTarget)

/**
 * Usage of a pod by its containers, or of an environment by its pods, against requests, limits and quota, kept current. Needs a
 * `CatalystProvider`. Renders a `<section>`, with the attributes that `MetricsPanelView` tells of.
 */
export const MetricsPanel = withBoundary(
  forwardRef<HTMLElement, MetricsPanelProps>(function MetricsPanel(props, ref) {
    if ('pod' in props) {
      const { cluster, namespace, pod, ...viewProps } = props
      return <TargetPanel ref={ref} target={{ cluster, namespace, pod }} {...viewProps} />
    }
    const { cluster, namespace, environment, ...viewProps } = props
    return <TargetPanel ref={ref} target={{ cluster, namespace, environment }} {...viewProps} />
  }),
)

const TargetPanel = forwardRef<HTMLElement, ViewProps & { target: MetricsTarget }>(function TargetPanel(
  { target, ...viewProps },
  ref,
) {
  return <MetricsPanelView ref={ref} {...viewProps} {...useTargetMetrics(target)} />
})
