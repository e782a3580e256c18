import type { MetricsUnavailableReason } from '@catalyst/api'

/** Words of `MetricsBadge`. */
export interface MetricsBadgeMessages {
  cpu: string
  memory: string
  /** Usage and what bounds it, as text: `120m of 500m`. */
  of: (usage: string, bound: string) => string
  /** What the bound is, and what was requested. */
  bound: Record<'limit' | 'quota', (share: string) => string>
  requested: (amount: string) => string
  unbounded: Record<'limit' | 'quota', string>
  high: Record<'limit' | 'quota', (resource: string) => string>
  over: Record<'limit' | 'quota', (resource: string) => string>
  loading: string
  unavailable: Record<MetricsUnavailableReason, string>
  failed: string
}

export const metricsBadgeMessages: MetricsBadgeMessages = {
  cpu: 'CPU',
  memory: 'Memory',
  of: (usage, bound) => `${usage} of ${bound}`,
  bound: { limit: (share) => `${share} of the limit`, quota: (share) => `${share} of the quota` },
  requested: (amount) => `${amount} requested`,
  unbounded: { limit: 'no limit', quota: 'no quota' },
  high: {
    limit: (resource) => `${resource} is close to its limit`,
    quota: (resource) => `${resource} is close to its quota`,
  },
  over: {
    limit: (resource) => `${resource} is at its limit`,
    quota: (resource) => `${resource} exceeds its quota`,
  },
  loading: 'Loading usage',
  unavailable: {
    NotInstalled: 'Usage not available: the cluster has no metrics-server',
    Forbidden: 'Usage not available: you may not read metrics here',
    NotYetKnown: 'Usage not known yet: it is measured about a minute after start',
    Unreachable: 'Usage not available: the metrics API does not answer',
  },
  failed: 'Usage could not be loaded',
}
