import type { MetricsUnavailableReason } from '@catalyst/api'

/** Words of `MetricsBadge` and `MetricsPanel`. */
export interface MetricsBadgeMessages {
  cpu: string
  memory: string
  /** Usage and what bounds it, as text: `120m of 500m`. */
  of: (usage: string, bound: string) => string
  /** What the bound is, and what was requested. */
  bound: Record<'limit' | 'quota', (share: string) => string>
  requested: (amount: string) => string
  limited: (amount: string) => string
  unbounded: Record<'limit' | 'quota', string>
  high: Record<'limit' | 'quota', (resource: string) => string>
  over: Record<'limit' | 'quota', (resource: string) => string>
  /** Which part of the whole a sentence is about. */
  within: (part: string, sentence: string) => string
  /** How usage went: the least and the most of it. */
  history: (resource: string, duration: string, range: { least: string; most: string }) => string
  loading: string
  unavailable: Record<MetricsUnavailableReason, string>
  /** What can be done about it. */
  remedy: Partial<Record<MetricsUnavailableReason, string>>
  failed: string
  /** What is shown is old. */
  stale: (age: string) => string
  panel: string
  measured: (age: string, window: string | undefined) => string
  now: string
  request: string
  limit: string
  quota: string
  none: string
  share: (share: string) => string
  parts: Record<'pods' | 'containers', string>
  part: Record<'pods' | 'containers', string>
}

export const metricsBadgeMessages: MetricsBadgeMessages = {
  cpu: 'CPU',
  memory: 'Memory',
  of: (usage, bound) => `${usage} of ${bound}`,
  bound: { limit: (share) => `${share} of the limit`, quota: (share) => `${share} of the quota` },
  requested: (amount) => `${amount} requested`,
  limited: (amount) => `limits of ${amount}`,
  unbounded: { limit: 'no limit', quota: 'no quota' },
  high: {
    limit: (resource) => `Warning: ${resource} is close to its limit`,
    quota: (resource) => `Warning: ${resource} is close to its quota`,
  },
  over: {
    limit: (resource) => `Critical: ${resource} is at its limit`,
    quota: (resource) => `Critical: ${resource} exceeds its quota`,
  },
  within: (part, sentence) => `${sentence} (${part})`,
  history: (resource, duration, { least, most }) => `${resource} in the last ${duration}: between ${least} and ${most}`,
  loading: 'Loading usage',
  unavailable: {
    NotInstalled: 'Usage not available: the cluster has no metrics-server',
    Forbidden: 'Usage not available: you may not read metrics here',
    NotYetKnown: 'Usage not known yet: it is measured about a minute after start',
    Unreachable: 'Usage not available: the metrics API does not answer',
  },
  remedy: {
    NotInstalled: 'Who runs the cluster can install metrics-server; nothing else here depends on it.',
    Forbidden: 'Ask whoever gives rights in this cluster for "get" and "list" of pods in metrics.k8s.io.',
    Unreachable: 'It is asked again every 15 seconds.',
  },
  failed: 'Usage could not be loaded',
  stale: (age) => `As it was ${age} ago: nothing newer is known`,
  panel: 'Usage',
  measured: (age, window) => `Measured ${age} ago${window === undefined ? '' : `, over ${window}`}`,
  now: 'Now',
  request: 'Requested',
  limit: 'Limit',
  quota: 'Quota',
  none: 'none',
  share: (share) => `${share} used`,
  parts: { pods: 'Usage by pod', containers: 'Usage by container' },
  part: { pods: 'Pod', containers: 'Container' },
}
