import type { ApiObject } from './ApiObjects.ts'

const apiVersion = 'catalyst.catalyst.dev/v1alpha1'
export const environmentsPath = '/apis/catalyst.catalyst.dev/v1alpha1/environments'
export const projectsPath = '/apis/catalyst.catalyst.dev/v1alpha1/projects'

interface EnvironmentParts {
  name?: string
  team?: string
  project?: string
  labels?: Record<string, string>
  phase?: string
  spec?: Record<string, unknown>
  status?: Record<string, unknown>
  metadata?: Partial<ApiObject['metadata']>
}

export function environment({
  name = 'pr-1',
  team = 'acme',
  project = 'shop',
  phase,
  labels,
  spec,
  status,
  metadata,
}: EnvironmentParts = {}): ApiObject {
  return {
    apiVersion,
    kind: 'Environment',
    metadata: { name, namespace: `${team}-${project}`, ...(labels && { labels }), ...metadata },
    spec: { projectRef: { name: project, namespace: team }, type: 'development', retainOnClose: false, ...spec },
    ...((phase ?? status) && { status: { ...(phase && { phase }), ...status } }),
  }
}

export function project({
  name = 'shop',
  team = 'acme',
  spec = {},
}: { name?: string; team?: string; spec?: Record<string, unknown> } = {}): ApiObject {
  return {
    apiVersion,
    kind: 'Project',
    metadata: { name, namespace: team },
    spec: { sources: [{ name: 'web', repositoryUrl: 'https://git.example.com/shop.git' }], templates: {}, ...spec },
  }
}

export function namespace(name: string, labels: Record<string, string> = {}): ApiObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }
}
