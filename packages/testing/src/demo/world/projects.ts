import { environmentLabels } from '@catalyst/api/labels'
import type { ProjectInput } from '@catalyst/api'
import { urls } from './knownRepositories.ts'

const meta = (team: string, name: string) => ({
  name,
  namespace: team,
  labels: environmentLabels({ team, project: name }),
})

const small = { requests: { cpu: '100m', memory: '192Mi' }, limits: { cpu: '500m', memory: '512Mi' } }
const large = { requests: { cpu: '200m', memory: '256Mi' }, limits: { cpu: '1', memory: '512Mi' } }
const postgres = { postgres: { enabled: true } }

/** The three projects of the demo, in the namespaces of its two teams. */
export const projects: readonly ProjectInput[] = [
  {
    apiVersion: 'catalyst.catalyst.dev/v1alpha1',
    kind: 'Project',
    metadata: meta('acme', 'storefront'),
    spec: {
      sources: [
        { name: 'web', repositoryUrl: urls.web, branch: 'main' },
        { name: 'api', repositoryUrl: urls.api, branch: 'main' },
      ],
      templates: {
        development: {
          type: 'docker',
          resources: small,
          values: { services: postgres, migrate: { source: 'api', command: 'npm run migrate' } },
        },
        deployment: { type: 'docker', resources: large, values: { services: postgres } },
      },
      resources: { cpu: '4', memory: '4Gi', storage: '10Gi' },
      triggers: { pullRequest: true },
    },
  },
  {
    apiVersion: 'catalyst.catalyst.dev/v1alpha1',
    kind: 'Project',
    metadata: meta('acme', 'billing'),
    spec: {
      sources: [{ name: 'app', repositoryUrl: urls.billing, branch: 'main' }],
      templates: {
        development: {
          type: 'docker',
          resources: small,
          values: { services: postgres, migrate: { source: 'app', command: 'make migrate' } },
        },
        deployment: {
          type: 'docker',
          resources: large,
          values: { services: postgres, migrate: { source: 'app', command: 'make migrate' } },
        },
      },
      resources: { cpu: '3', memory: '3Gi', storage: '20Gi' },
      approval: { required: true },
    },
  },
  {
    apiVersion: 'catalyst.catalyst.dev/v1alpha1',
    kind: 'Project',
    metadata: meta('orbit', 'atlas'),
    spec: {
      sources: [{ name: 'site', repositoryUrl: urls.atlas, branch: 'main' }],
      templates: {
        development: { type: 'docker', resources: small },
        deployment: {
          type: 'prebuilt',
          image: { repository: 'docker.io/library/nginx', tag: '1.29' },
          resources: small,
          values: { port: 8080, replicas: 2 },
        },
        'load-test': {
          type: 'prebuilt',
          image: { repository: 'docker.io/library/nginx', tag: '1.29' },
          resources: { requests: { cpu: '500m', memory: '256Mi' }, limits: { cpu: '500m', memory: '256Mi' } },
          values: { port: 8080, replicas: 6 },
        },
      },
      resources: { cpu: '2', memory: '2Gi', storage: '5Gi' },
    },
  },
]
