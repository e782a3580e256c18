import type { EnvironmentMetrics, PodMetrics, PodMetricsResult } from '@catalyst/api'
import type { MetricsBadgeMessages } from './metricsBadgeMessages.ts'
import { boundedUsage, usageLevel, type AvailableMetrics, type BoundedUsage } from './usageLevel.ts'

/** Usage of a pod or of an environment, as the proxy answers it; `undefined` while it loads. */
export type GivenMetrics = PodMetrics | PodMetricsResult | EnvironmentMetrics | undefined

type Unavailable = Extract<PodMetricsResult, { available: false }>

export type MetricsState =
  | { state: 'loading' | 'failed' }
  | { state: 'unavailable'; reason: Unavailable['reason'] }
  | { state: 'available'; metrics: AvailableMetrics }

/** Which of the honest answers it is: not there yet, failed, not to be had and why, or usage. */
export function metricsState(metrics: GivenMetrics, failed: boolean): MetricsState {
  if (metrics === undefined) return { state: failed ? 'failed' : 'loading' }
  if ('available' in metrics && !metrics.available) return { state: 'unavailable', reason: metrics.reason }
  return { state: 'available', metrics: 'metrics' in metrics ? metrics.metrics : metrics }
}

/** What is to be said of what is near or over its bound, the whole first and then its parts: a sentence each. */
export function usageWarnings(metrics: AvailableMetrics, words: MetricsBadgeMessages): string[] {
  const whole = boundedUsage(metrics)
  const of = (resource: 'cpu' | 'memory', usage: BoundedUsage) => {
    const level = usageLevel(usage)
    return level === 'normal' ? [] : [words[level][usage.boundBy](words[resource])]
  }
  const wholes = [...of('cpu', whole.cpu), ...of('memory', whole.memory)]
  const parts = usageParts(metrics).flatMap(({ name, cpu, memory }) =>
    [...of('cpu', cpu), ...of('memory', memory)].map((sentence) => words.within(name, sentence)),
  )
  // Of a pod with one container both say the same.
  return [...wholes, ...(usageParts(metrics).length === 1 && wholes.length > 0 && !('pods' in metrics) ? [] : parts)]
}

export interface UsagePart {
  name: string
  cpu: BoundedUsage
  memory: BoundedUsage
}

/** What usage is made of: the pods of an environment, the containers of a pod. */
export function usageParts(metrics: AvailableMetrics): UsagePart[] {
  if ('pods' in metrics) return metrics.pods.map((pod) => ({ name: pod.metadata.name, ...boundedUsage(pod) }))
  const of = ({ usage, limit, request }: { usage: number; limit?: number | undefined; request?: number | undefined }) =>
    ({ usage, bound: limit, boundBy: 'limit', request }) as const
  return metrics.containers.map(({ name, cpu, memory }) => ({ name, cpu: of(cpu), memory: of(memory) }))
}
