import type { PhaseFilter } from '@catalyst/api/phases'
import type { EnvironmentAction } from '../environment-actions/actionsOf.ts'
import type { EnvironmentColumn } from './environmentColumns.ts'

/** Words of `EnvironmentList`. */
export interface EnvironmentListMessages {
  list: string
  column: Record<EnvironmentColumn, string>
  sortBy: (column: string) => string
  filter: string
  all: string
  phase: Record<PhaseFilter, string>
  cluster: string
  team: string
  project: string
  search: string
  clearFilters: string
  loading: string
  emptyTitle: string
  emptyText: string
  /** When there is no project either. */
  noProjectsTitle: string
  noProjectsText: string
  noMatch: string
  showing: (shown: number, total: number) => string
  pullRequest: (number: number) => string
  pullRequestLink: (number: number, name: string) => string
  notKnown: string
  noUrl: string
  noPullRequest: string
  none: string
  overQuota: (resource: string) => string
  nearQuota: (resource: string) => string
  cpu: string
  memory: string
  /** One of several clusters that can't be shown; `reason` is in the cluster's words. */
  clusterFailed: (cluster: string, reason: string) => string
  clusterStale: (cluster: string, age: string | undefined) => string
  retry: string
  actionsFor: (name: string) => string
  open: string
  visit: string
  /** Beside an action that the caller may not take. */
  notAllowed: string
  done: Record<EnvironmentAction, (name: string) => string>
  failed: Record<'retry' | 'restart', (name: string, reason: string) => string>
  dismiss: string
}

export const environmentListMessages: EnvironmentListMessages = {
  list: 'Environments',
  column: {
    environment: 'Environment',
    cluster: 'Cluster',
    status: 'Status',
    url: 'URL',
    pullRequest: 'Pull request',
    cpu: 'CPU',
    memory: 'Memory',
    age: 'Age',
    warnings: 'Warnings',
    actions: 'Actions',
  },
  sortBy: (column) => `Sort by ${column}`,
  filter: 'Status',
  all: 'All',
  phase: {
    pending: 'Pending',
    deploying: 'Deploying',
    running: 'Running',
    degraded: 'Degraded',
    failed: 'Failed',
  },
  cluster: 'Cluster',
  team: 'Team',
  project: 'Project',
  search: 'Find by name or pull request',
  clearFilters: 'Show all',
  loading: 'Loading environments',
  emptyTitle: 'No environments yet',
  emptyText: 'Open a pull request in a repository of a project, and its environment appears here by itself.',
  noProjectsTitle: 'No projects yet',
  noProjectsText:
    'An environment belongs to a project, which says what to build and how to run it. Create a project first; its environments then appear here by themselves.',
  noMatch: 'No environment matches.',
  showing: (shown, total) => (shown === total ? `${total} in all` : `${shown} of ${total}`),
  pullRequest: (number) => `#${number}`,
  pullRequestLink: (number, name) => `Pull request ${number} of ${name}`,
  notKnown: 'not known',
  noUrl: 'no address yet',
  noPullRequest: 'none',
  none: 'none',
  overQuota: (resource) => `${resource} over quota`,
  nearQuota: (resource) => `${resource} near quota`,
  cpu: 'CPU',
  memory: 'Memory',
  clusterFailed: (cluster, reason) => `Environments of ${cluster} are missing here: ${reason}`,
  clusterStale: (cluster, age) =>
    `Environments of ${cluster} may be out of date: ${age === undefined ? 'its changes do not arrive' : `no news for ${age}`}.`,
  retry: 'Try again',
  actionsFor: (name) => `Actions for ${name}`,
  open: 'Open',
  visit: 'Visit its address',
  notAllowed: 'You may not do this',
  done: {
    retry: (name) => `${name} is about to be deployed again.`,
    restart: (name) => `${name} is about to be restarted.`,
    delete: (name) => `${name} is being deleted.`,
    force: (name) => `${name} is being removed by force.`,
  },
  failed: {
    retry: (name, reason) => `${name} could not be deployed again: ${reason}`,
    restart: (name, reason) => `${name} could not be restarted: ${reason}`,
  },
  dismiss: 'Dismiss',
}
