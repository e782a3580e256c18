import type { PhaseFilter } from '@catalyst/api/phases'
import type { EnvironmentColumn } from './environmentColumns.ts'

/** Words of `EnvironmentList`. */
export interface EnvironmentListMessages {
  list: string
  column: Record<EnvironmentColumn, string>
  filter: string
  all: string
  phase: Record<PhaseFilter, string>
  search: string
  clearFilters: string
  loading: string
  emptyTitle: string
  emptyText: string
  noMatch: string
  showing: (shown: number, total: number) => string
  showMore: (count: number) => string
  pullRequest: (number: number) => string
  pullRequestLink: (number: number, name: string) => string
  open: (name: string) => string
  notKnown: string
  noUrl: string
  noPullRequest: string
  none: string
  overQuota: (resource: string) => string
  nearQuota: (resource: string) => string
  cpu: string
  memory: string
}

export const environmentListMessages: EnvironmentListMessages = {
  list: 'Environments',
  column: {
    environment: 'Environment',
    status: 'Status',
    url: 'URL',
    pullRequest: 'Pull request',
    cpu: 'CPU',
    memory: 'Memory',
    age: 'Age',
    warnings: 'Warnings',
  },
  filter: 'Status',
  all: 'All',
  phase: {
    pending: 'Pending',
    deploying: 'Deploying',
    running: 'Running',
    degraded: 'Degraded',
    failed: 'Failed',
  },
  search: 'Find by name or pull request',
  clearFilters: 'Show all',
  loading: 'Loading environments',
  emptyTitle: 'No environments yet',
  emptyText: 'Open a pull request in a repository of a project, and its environment appears here by itself.',
  noMatch: 'No environment matches.',
  showing: (shown, total) => (shown === total ? `${total} in all` : `${shown} of ${total}`),
  showMore: (count) => `Show ${count} more`,
  pullRequest: (number) => `#${number}`,
  pullRequestLink: (number, name) => `Pull request ${number} of ${name}`,
  open: (name) => `Open ${name}`,
  notKnown: 'not known',
  noUrl: 'no address yet',
  noPullRequest: 'none',
  none: 'none',
  overQuota: (resource) => `${resource} over quota`,
  nearQuota: (resource) => `${resource} near quota`,
  cpu: 'CPU',
  memory: 'Memory',
}
