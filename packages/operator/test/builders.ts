import type { Environment, Project } from '@catalyst/api'
import type { Namespace } from '@catalyst/kubernetes-client'
import { annotations, environmentFinalizer, environmentLabels } from '@catalyst/api/labels'
import type { Observed } from '../src/environment/Observed.ts'
import type { DesiredObject } from '../src/objects/DesiredObject.ts'

export const now = new Date('2026-01-01T12:00:00Z')

export function projectOf(spec: Partial<Project['spec']> = {}): Project {
  return {
    apiVersion: 'catalyst.catalyst.dev/v1alpha1',
    kind: 'Project',
    metadata: { name: 'shop', namespace: 'acme', uid: 'project-uid', generation: 1 },
    spec: {
      sources: [{ name: 'app', repositoryUrl: 'https://git.example.com/acme/shop.git' }],
      templates: { development: { type: 'prebuilt', image: { repository: 'nginx', tag: '1' } } },
      ...spec,
    },
  }
}

export function environmentOf(
  spec: Partial<Environment['spec']> = {},
  { metadata = {}, status }: { metadata?: Partial<Environment['metadata']>; status?: Environment['status'] } = {},
): Environment {
  return {
    apiVersion: 'catalyst.catalyst.dev/v1alpha1',
    kind: 'Environment',
    metadata: {
      name: 'pr-1',
      namespace: 'acme-shop',
      uid: 'environment-uid',
      resourceVersion: '7',
      generation: 1,
      finalizers: [environmentFinalizer],
      ...metadata,
    },
    spec: { projectRef: { name: 'shop', namespace: 'acme' }, type: 'development', retainOnClose: false, ...spec },
    ...(status !== undefined && { status }),
  }
}

export function namespaceOf(metadata: Namespace['metadata'] = {}, conditions: object[] = []): Namespace {
  return {
    metadata: {
      name: 'acme-shop-pr-1',
      uid: 'namespace-uid',
      labels: environmentLabels({ team: 'acme', project: 'shop', environment: 'pr-1' }),
      annotations: { [annotations.environmentUid]: 'environment-uid' },
      ...metadata,
    },
    status: { conditions },
  } as Namespace
}

/** A world with nothing in it but an environment and its project. */
export function worldOf(environment: Environment, more: Partial<Observed> = {}): Observed {
  const project = projectOf()
  const template = project.spec.templates['development']
  if (template === undefined) throw new Error('The project has no template.')
  return {
    environment,
    acceptance: { project, template },
    namespace: undefined,
    find: () => undefined,
    made: [],
    foundations: [],
    credentials: { secrets: [], account: undefined, stale: [] },
    git: { secret: undefined, copy: undefined },
    jobs: { all: [], pods: [], isTerminating: false },
    running: { deployments: [], statefulSets: [], services: [], ingresses: [], pods: [] },
    now,
    ...more,
  }
}

/** A world in which objects are in the cluster, as they were applied. */
export function holding(observed: Observed, objects: readonly DesiredObject[]): Observed {
  const byName = new Map(objects.map((object) => [`${object.kind}/${object.metadata.name}`, object]))
  return {
    ...observed,
    namespace: (byName.get('Namespace/acme-shop-pr-1') as Namespace | undefined) ?? observed.namespace,
    find: ({ kind, name }) => byName.get(`${kind}/${name}`),
  }
}
