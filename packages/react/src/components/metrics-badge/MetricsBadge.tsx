import { forwardRef } from 'react'
import { useMetrics } from '../../hooks/useMetrics.ts'
import { MetricsBadgeView, type MetricsBadgeViewProps } from './MetricsBadgeView.tsx'

interface PodTarget {
  cluster?: string | undefined
  namespace: string
  pod: string
}

interface EnvironmentTarget {
  cluster?: string | undefined
  namespace: string
  /** Name of the environment, whose usage is measured against its quota. */
  environment: string
}

type ViewProps = Omit<MetricsBadgeViewProps, 'metrics' | 'failed'>

/** Whose usage: a pod's, an environment's, or `metrics` that are there already. */
export type MetricsBadgeProps = ViewProps &
  (PodTarget | EnvironmentTarget | Pick<MetricsBadgeViewProps, 'metrics' | 'failed'>)

/**
 * CPU and memory of a pod or of an environment, kept current, with a warning in words near limits or quota. Needs a
 * `CatalystProvider` unless `metrics` are given. Renders a `<div>`, with the attributes that `MetricsBadgeView` tells of.
 */
export const MetricsBadge = forwardRef<HTMLDivElement, MetricsBadgeProps>(function MetricsBadge(props, ref) {
  if ('pod' in props) return <PodMetricsBadge ref={ref} {...props} />
  if ('environment' in props) return <EnvironmentMetricsBadge ref={ref} {...props} />
  return <MetricsBadgeView ref={ref} {...props} />
})

const PodMetricsBadge = forwardRef<HTMLDivElement, ViewProps & PodTarget>(function PodMetricsBadge(
  { cluster, namespace, pod, ...viewProps },
  ref,
) {
  const { data, isError } = useMetrics({ cluster, namespace, pod })
  return <MetricsBadgeView ref={ref} {...viewProps} metrics={data} failed={isError} />
})

const EnvironmentMetricsBadge = forwardRef<HTMLDivElement, ViewProps & EnvironmentTarget>(
  function EnvironmentMetricsBadge({ cluster, namespace, environment, ...viewProps }, ref) {
    const { data, isError } = useMetrics({ cluster, namespace, environment })
    return <MetricsBadgeView ref={ref} {...viewProps} metrics={data} failed={isError} />
  },
)
