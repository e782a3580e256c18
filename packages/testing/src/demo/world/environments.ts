import type { EnvironmentInput, Phase } from '@catalyst/api'
import { environmentLabels } from '@catalyst/api/labels'
import { generateNamespace } from '@catalyst/api/names'
import { commitOf } from './commitOf.ts'
import { projects } from './projects.ts'

/** An environment of the demo, before it is written out. */
export interface EnvironmentPlan {
  readonly team: string
  readonly project: string
  readonly name: string
  /** @default 'development' */
  readonly type?: string | undefined
  /** Absent: the image does not come from a repository of the team. */
  readonly branch?: string | undefined
  /** How long ago it was made. */
  readonly hours: number
  readonly pullRequest?: number | undefined
  /** What becomes of it. Several may pass through others before. @default 'Ready' */
  readonly ends?: Phase | undefined
  /** Somebody approves it as soon as that is asked for. @default false */
  readonly isApproved?: boolean | undefined
}

const storefront = { team: 'acme', project: 'storefront' }
const billing = { team: 'acme', project: 'billing' }
const atlas = { team: 'orbit', project: 'atlas' }

/** A dozen, over every phase that the operator leaves environments in, the oldest first. What each is there for stands beside it. */
export const environmentPlans: readonly EnvironmentPlan[] = [
  // Ready, as most are.
  { ...atlas, name: 'production', type: 'deployment', hours: 24 * 90 },
  { ...storefront, name: 'production', type: 'deployment', branch: 'main', hours: 24 * 41 },
  { ...storefront, name: 'staging', type: 'deployment', branch: 'main', hours: 24 * 41 },
  // Deploying, since a release was tagged whose image is large.
  { ...billing, name: 'staging', type: 'deployment', branch: 'release/5.1', hours: 24 * 12, isApproved: true },
  // Deleting: something else holds its namespace.
  { ...storefront, name: 'pr-98', branch: 'chore/node-24', hours: 24 * 6, pullRequest: 98 },
  { ...storefront, name: 'pr-128', branch: 'feature/one-page-checkout', hours: 52, pullRequest: 128 },
  // Failed: this operator does not deploy what its template is of.
  { ...atlas, name: 'terrain', type: 'experiment', hours: 30, ends: 'Failed' },
  // Failed: the image of its commit was never pushed.
  { ...storefront, name: 'pr-117', branch: 'fix/price-rounding', hours: 26, pullRequest: 117, ends: 'Failed' },
  // Degraded: it has answered, and crashes since it has something to collect.
  { ...billing, name: 'pr-64', branch: 'feature/sepa-debit', hours: 20, pullRequest: 64, ends: 'Degraded' },
  { ...storefront, name: 'pr-131', branch: 'feature/product-search', hours: 7, pullRequest: 131 },
  // Failed: its quota is too small for all of it.
  { ...atlas, name: 'load-test', type: 'load-test', hours: 5, ends: 'Failed' },
  // Pending: production waits for an approval.
  { ...billing, name: 'production', type: 'deployment', branch: 'main', hours: 3, ends: 'Pending' },
  // Failed: it ends with a traceback whenever it is started.
  { ...billing, name: 'pr-71', branch: 'chore/python-3.14', hours: 1, pullRequest: 71, ends: 'Failed' },
]

/** An Environment as a webhook would write it. */
export function environmentOf(plan: EnvironmentPlan): EnvironmentInput {
  const { team, project, name, type = 'development', branch, pullRequest } = plan
  const { sources = [] } =
    projects.find(({ metadata }) => metadata.namespace === team && metadata.name === project)?.spec ?? {}
  return {
    apiVersion: 'catalyst.catalyst.dev/v1alpha1',
    kind: 'Environment',
    metadata: {
      name,
      namespace: generateNamespace(team, project),
      labels: environmentLabels({ team, project, environment: name, branch }),
    },
    spec: {
      projectRef: { name: project, namespace: team },
      type,
      ...(branch !== undefined && {
        sources: sources.map((source) => ({ name: source.name, branch, commitSha: commitOf(project, branch) })),
      }),
      ...(pullRequest !== undefined && {
        pullRequest: { number: pullRequest, url: `https://git.example.com/${team}/${project}/pull/${pullRequest}` },
      }),
    },
  }
}
