import { environmentLabels } from '@catalyst/api/labels'
import type { ProjectInput } from '@catalyst/api'
import { atlasFiles } from './atlasFiles.ts'
import { registry } from './registry.ts'

const meta = (team: string, name: string) => ({
  name,
  namespace: team,
  labels: environmentLabels({ team, project: name }),
})

const small = { requests: { cpu: '100m', memory: '192Mi' }, limits: { cpu: '500m', memory: '512Mi' } }
const large = { requests: { cpu: '200m', memory: '256Mi' }, limits: { cpu: '1', memory: '512Mi' } }
const storefront = { repository: `${registry}/acme/storefront`, tag: 'main' }
const billing = { repository: `${registry}/acme/billing`, tag: 'main' }
const nginx = { repository: 'docker.io/library/nginx', tag: '1.29' }
const source = (repository: string) => ({ repositoryUrl: `https://git.example.com/${repository}.git`, branch: 'main' })

/** The three projects of the demo, in the namespaces of its two teams. */
export const projects: readonly ProjectInput[] = [
  {
    apiVersion: 'catalyst.catalyst.dev/v1alpha1',
    kind: 'Project',
    metadata: meta('acme', 'storefront'),
    spec: {
      sources: [{ name: 'web', ...source('acme/storefront') }],
      templates: {
        development: { type: 'prebuilt', image: storefront, resources: small },
        deployment: { type: 'prebuilt', image: storefront, resources: large, values: { replicas: 2 } },
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
      sources: [{ name: 'app', ...source('acme/billing') }],
      templates: {
        development: { type: 'prebuilt', image: billing, resources: small, values: { port: 8000 } },
        deployment: { type: 'prebuilt', image: billing, resources: large, values: { port: 8000 } },
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
      sources: [{ name: 'site', ...source('orbit/atlas') }],
      templates: {
        development: { type: 'prebuilt', image: nginx, resources: small },
        deployment: { type: 'manifest', files: atlasFiles },
        'load-test': {
          type: 'prebuilt',
          image: nginx,
          resources: { requests: { cpu: '500m', memory: '256Mi' }, limits: { cpu: '500m', memory: '256Mi' } },
          values: { replicas: 6 },
        },
        experiment: { type: 'docker', resources: small },
      },
      resources: { cpu: '2', memory: '2Gi', storage: '5Gi' },
    },
  },
]
