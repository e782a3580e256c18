export { MetricsBadge, type MetricsBadgeProps } from './MetricsBadge.tsx'
export { MetricsBadgeView, type MetricsBadgeViewProps } from './MetricsBadgeView.tsx'
export type { MetricsBadgeMessages } from './metricsBadgeMessages.ts'
