import type { EnvironmentInput } from '@catalyst/api'
import { environmentLabels } from '@catalyst/api/labels'
import { generateNamespace } from '@catalyst/api/names'
import type { GitHost } from './createGitHost.ts'
import { projects } from './projects.ts'

/** An environment of the demo, before it is written out. */
export interface EnvironmentPlan {
  readonly team: string
  readonly project: string
  readonly name: string
  /** @default 'development' */
  readonly type?: string | undefined
  readonly branch: string
  /** How long ago it was made. */
  readonly hours: number
  readonly pullRequest?: number | undefined
  readonly envVars?: Readonly<Record<string, string>> | undefined
}

const storefront = { team: 'acme', project: 'storefront' }
const billing = { team: 'acme', project: 'billing' }
const atlas = { team: 'orbit', project: 'atlas' }

/** A dozen, over every phase. What each is there for stands beside it. */
export const environmentPlans: readonly EnvironmentPlan[] = [
  // Ready, as most are.
  { ...storefront, name: 'production', type: 'deployment', branch: 'main', hours: 24 * 41 },
  { ...storefront, name: 'staging', type: 'deployment', branch: 'main', hours: 24 * 41 },
  { ...storefront, name: 'pr-128', branch: 'feature/one-page-checkout', hours: 52, pullRequest: 128 },
  // New commits arrive: Building and Deploying every other minute.
  { ...storefront, name: 'pr-131', branch: 'feature/product-search', hours: 7, pullRequest: 131 },
  // Failed: its sources do not compile.
  { ...storefront, name: 'pr-117', branch: 'fix/price-rounding', hours: 26, pullRequest: 117 },
  // Deleting: something else holds its namespace.
  { ...storefront, name: 'pr-98', branch: 'chore/node-24', hours: 24 * 6, pullRequest: 98 },
  // Pending: production waits for an approval.
  { ...billing, name: 'production', type: 'deployment', branch: 'main', hours: 3 },
  // Deploying: a migration that takes its time.
  { ...billing, name: 'staging', type: 'deployment', branch: 'release/5.2', hours: 24 * 12 },
  // Degraded: the dev command ends with a traceback.
  { ...billing, name: 'pr-64', branch: 'feature/sepa-debit', hours: 20, pullRequest: 64 },
  // Building, for long.
  { ...billing, name: 'pr-71', branch: 'chore/python-3.14', hours: 1, pullRequest: 71 },
  { ...atlas, name: 'production', type: 'deployment', branch: 'main', hours: 24 * 90 },
  // Without a detected type.
  { ...atlas, name: 'terrain', branch: 'experiment/terrain', hours: 30 },
  // Over its quota.
  { ...atlas, name: 'load-test', type: 'load-test', branch: 'main', hours: 5 },
]

/** An Environment as a webhook would write it. */
export function environmentOf(plan: EnvironmentPlan, host: GitHost): EnvironmentInput {
  const { team, project, name, type = 'development', branch, pullRequest, envVars } = plan
  const { sources = [], templates = {} } =
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
      ...(templates[type]?.type === 'prebuilt'
        ? {}
        : {
            sources: sources.map((source) => {
              const { sha } = host.resolve(source.repositoryUrl, { branch })
              return { name: source.name, branch, commitSha: sha }
            }),
          }),
      ...(envVars === undefined ? {} : { config: { envVars: { ...envVars } } }),
      ...(pullRequest === undefined
        ? {}
        : {
            pullRequest: { number: pullRequest, url: `https://git.example.com/${team}/${project}/pull/${pullRequest}` },
          }),
    },
  }
}
